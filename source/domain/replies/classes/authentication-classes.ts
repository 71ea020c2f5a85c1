import type { ClassFacts } from './class-facts.ts';

const passwordField = 'Settings > Technical > Outgoing Mail Servers, fields Username and Password';

/** Signing in. */
export const authenticationClasses = {
  'auth.account_disabled': {
    title: 'account disabled',
    cause: 'credentials',
    owner: 'provider',
    retry: 'fix',
    advice:
      'The provider has disabled or locked the mailbox that Odoo signs in with. Unlock it in the provider’s admin console, or put another mailbox into Username and Password of the outgoing mail server.',
  },
  'auth.app_password_required': {
    title: 'app password required',
    cause: 'credentials',
    owner: 'provider',
    retry: 'fix',
    advice: `The mailbox has two-step verification, so its normal password is refused for SMTP. Create an app password at the provider (Google: myaccount.google.com/apppasswords) and enter it in ${passwordField}.`,
  },
  'auth.bad_credentials': {
    title: 'password refused',
    cause: 'credentials',
    owner: 'provider',
    retry: 'fix',
    advice: `The server refused the user name or the password. Check the form of the user name this provider wants, make a new password, app password or SMTP key there, and enter both in ${passwordField}.`,
    adviceFrom: {
      google:
        'Google refused the user name or the password; a normal account password never works for SMTP. Create an app password at myaccount.google.com/apppasswords (2-Step Verification on) and enter it in Password of the outgoing mail server, or choose Gmail OAuth Authentication in Authenticate with.',
      microsoft:
        'Microsoft refused the user name or the password, or SMTP sign-in is off for this mailbox. Enter the UPN in Username and try Authenticated SMTP under Manage email apps of the user, or choose Outlook OAuth Authentication in Authenticate with.',
      sendgrid:
        'SendGrid refused the login. Username of the outgoing mail server must be the word apikey, and Password an API key with the right Mail Send.',
      amazon:
        'Amazon SES refused the login. Create SMTP credentials in the SES console of the same region as the host in SMTP Server; IAM access keys do not work.',
      mailgun:
        'Mailgun refused the login. Username must be the SMTP credential of the sending domain (postmaster@mg.your-domain), and an EU domain needs smtp.eu.mailgun.org in SMTP Server.',
      zoho: 'Zoho refused the login. Use an app password when two-factor is on, and the host of your data centre in SMTP Server (smtp.zoho.eu, smtp.zoho.in, smtppro.zoho.com).',
    },
  },
  'auth.basic_auth_retired': {
    title: 'password login retired',
    cause: 'credentials',
    owner: 'provider',
    retry: 'fix',
    advice:
      'The provider no longer takes passwords over SMTP. Set Authenticate with to Outlook OAuth Authentication on the outgoing mail server and connect the account, or send through another relay.',
  },
  'auth.conditional_access': {
    title: 'blocked by conditional access',
    cause: 'credentials',
    owner: 'provider',
    retry: 'fix',
    advice:
      'A Conditional Access policy or multi-factor rule of the tenant refused this login. Exclude the service mailbox in Entra > Conditional Access, or set Authenticate with to Outlook OAuth Authentication in Odoo.',
  },
  'auth.ip_not_allowed': {
    title: 'our address may not log in',
    cause: 'credentials',
    owner: 'provider',
    retry: 'fix',
    advice:
      'The login is right but this server’s address is not on the provider’s list. Add the address Odoo sends from in the provider’s security settings (Brevo: Security > Authorised IPs), or switch the IP check off for SMTP.',
  },
  'auth.mechanism': {
    title: 'login method refused',
    cause: 'credentials',
    owner: 'odoo',
    retry: 'fix',
    advice:
      'Odoo and the server found no way of signing in that both know. Choose OAuth in Authenticate with of the outgoing mail server, or set Connection Encryption to TLS (STARTTLS) so that PLAIN and LOGIN are offered.',
  },
  'auth.not_offered': {
    title: 'server offers no login',
    cause: 'credentials',
    owner: 'odoo',
    retry: 'fix',
    advice:
      'Odoo has a user name but this server offers no login on this port. Set Connection Encryption to TLS (STARTTLS) on port 587 or SSL/TLS on 465, or clear Username and Password if the relay trusts this server’s address.',
  },
  'auth.oauth_token': {
    title: 'OAuth token refused',
    cause: 'credentials',
    owner: 'odoo',
    retry: 'fix',
    advice:
      'Odoo could not get an access token: the refresh token expired or was revoked, or the client secret is wrong. Open the outgoing mail server and connect the Gmail or Outlook account again; check the client ID and secret in Settings > General Settings.',
  },
  'auth.required': {
    title: 'login required',
    cause: 'credentials',
    owner: 'odoo',
    retry: 'fix',
    advice:
      'The server wants a login before it takes mail, and it got none. Fill Username and Password of the outgoing mail server; with OAuth, connect the account again, because Odoo does not report a refused XOAUTH2 login.',
    adviceFrom: {
      google:
        'Google wants a login before it takes mail, and it got none. Fill Username (the full address) and Password (an app password) of the outgoing mail server, or connect the Gmail account again: Odoo does not report a refused XOAUTH2 login.',
      microsoft:
        'Microsoft got no valid login before MAIL FROM; with Outlook OAuth this is the first visible sign of a refused token. Connect the Outlook account again on the outgoing mail server, and check that Username is the mailbox of the token and that Authenticated SMTP is on for it.',
    },
  },
  'auth.security_defaults': {
    title: 'blocked by security defaults',
    cause: 'credentials',
    owner: 'provider',
    retry: 'fix',
    advice:
      'Entra Security Defaults block password logins over SMTP for the whole tenant. Set Authenticate with to Outlook OAuth Authentication in Odoo, or replace Security Defaults by Conditional Access with an exception for this mailbox.',
  },
  'auth.smtp_auth_disabled_mailbox': {
    title: 'SMTP login off for the mailbox',
    cause: 'credentials',
    owner: 'provider',
    retry: 'fix',
    advice:
      'SMTP sign-in is switched off for this one mailbox. Tick Authenticated SMTP in Microsoft 365 admin center > Users > the user > Mail > Manage email apps, or run Set-CASMailbox -SmtpClientAuthenticationDisabled $false.',
  },
  'auth.smtp_auth_disabled_tenant': {
    title: 'SMTP login off for the tenant',
    cause: 'credentials',
    owner: 'provider',
    retry: 'fix',
    advice:
      'SMTP sign-in is switched off for the whole Microsoft 365 tenant. Allow it for the mailbox with Set-CASMailbox -SmtpClientAuthenticationDisabled $false (or the tenant with Set-TransportConfig), or use Outlook OAuth in Odoo.',
  },
  'auth.temporary': {
    title: 'login failed for now',
    cause: 'credentials',
    owner: 'provider',
    retry: 'later',
    advice:
      'The provider could not check the login just now; the password may well be right. Wait some minutes and retry, and change nothing in the outgoing mail server meanwhile.',
    waitMinutes: 5,
  },
  'auth.web_login_required': {
    title: 'login in a browser required',
    cause: 'credentials',
    owner: 'provider',
    retry: 'fix',
    advice:
      'Google wants a person to confirm this login. Sign in to the mailbox with a browser, pass the check, then create an app password and enter it in Password of the outgoing mail server.',
  },
} as const satisfies Readonly<Record<string, ClassFacts>>;

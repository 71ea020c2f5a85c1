import type { Meaning } from '../meaning.ts';

const passwordField = 'Settings > Technical > Outgoing Mail Servers, fields Username and Password';

/** Signing in, accounts and plans. */
export const accountMeanings = {
  'account.blocked': {
    owner: 'provider',
    retry: 'fix',
    advice:
      'The provider has blocked this account or sender, usually after spam or a stolen password. Secure the mailbox, then ask for the unblock in the provider’s console (Microsoft: Defender > Restricted entities; Zoho: mail.zoho.com/UnblockMe).',
  },
  'account.not_activated': {
    owner: 'provider',
    retry: 'fix',
    advice:
      'The account exists but may not send yet. Finish the provider’s activation (Brevo: ask support to activate transactional SMTP; Amazon: enable SES in this region), then retry.',
  },
  'auth.account_disabled': {
    owner: 'provider',
    retry: 'fix',
    advice:
      'The provider has disabled or locked the mailbox that Odoo signs in with. Unlock it in the provider’s admin console, or put another mailbox into Username and Password of the outgoing mail server.',
  },
  'auth.app_password_required': {
    owner: 'provider',
    retry: 'fix',
    advice: `The mailbox has two-step verification, so its normal password is refused for SMTP. Create an app password at the provider (Google: myaccount.google.com/apppasswords) and enter it in ${passwordField}.`,
  },
  'auth.bad_credentials': {
    owner: 'provider',
    retry: 'fix',
    advice: `The server refused the user name or the password. Check the form of the user name this provider wants, make a new password, app password or SMTP key there, and enter both in ${passwordField}.`,
  },
  'auth.basic_auth_retired': {
    owner: 'provider',
    retry: 'fix',
    advice:
      'The provider no longer takes passwords over SMTP. Set Authenticate with to Outlook OAuth Authentication on the outgoing mail server and connect the account, or send through another relay.',
  },
  'auth.conditional_access': {
    owner: 'provider',
    retry: 'fix',
    advice:
      'A Conditional Access policy or multi-factor rule of the tenant refused this login. Exclude the service mailbox in Entra > Conditional Access, or set Authenticate with to Outlook OAuth Authentication in Odoo.',
  },
  'auth.ip_not_allowed': {
    owner: 'provider',
    retry: 'fix',
    advice:
      'The login is right but this server’s address is not on the provider’s list. Add the address Odoo sends from in the provider’s security settings (Brevo: Security > Authorised IPs), or switch the IP check off for SMTP.',
  },
  'auth.mechanism': {
    owner: 'odoo',
    retry: 'fix',
    advice:
      'Odoo and the server found no way of signing in that both know. Choose OAuth in Authenticate with of the outgoing mail server, or set Connection Encryption to TLS (STARTTLS) so that PLAIN and LOGIN are offered.',
  },
  'auth.not_offered': {
    owner: 'odoo',
    retry: 'fix',
    advice:
      'Odoo has a user name but this server offers no login on this port. Set Connection Encryption to TLS (STARTTLS) on port 587 or SSL/TLS on 465, or clear Username and Password if the relay trusts this server’s address.',
  },
  'auth.oauth_token': {
    owner: 'odoo',
    retry: 'fix',
    advice:
      'Odoo could not get an access token: the refresh token expired or was revoked, or the client secret is wrong. Open the outgoing mail server and connect the Gmail or Outlook account again; check the client ID and secret in Settings > General Settings.',
  },
  'auth.required': {
    owner: 'odoo',
    retry: 'fix',
    advice:
      'The server wants a login before it takes mail, and it got none. Fill Username and Password of the outgoing mail server; with OAuth, connect the account again, because Odoo does not report a refused XOAUTH2 login.',
  },
  'auth.security_defaults': {
    owner: 'provider',
    retry: 'fix',
    advice:
      'Entra Security Defaults block password logins over SMTP for the whole tenant. Set Authenticate with to Outlook OAuth Authentication in Odoo, or replace Security Defaults by Conditional Access with an exception for this mailbox.',
  },
  'auth.smtp_auth_disabled_mailbox': {
    owner: 'provider',
    retry: 'fix',
    advice:
      'SMTP sign-in is switched off for this one mailbox. Tick Authenticated SMTP in Microsoft 365 admin center > Users > the user > Mail > Manage email apps, or run Set-CASMailbox -SmtpClientAuthenticationDisabled $false.',
  },
  'auth.smtp_auth_disabled_tenant': {
    owner: 'provider',
    retry: 'fix',
    advice:
      'SMTP sign-in is switched off for the whole Microsoft 365 tenant. Allow it for the mailbox with Set-CASMailbox -SmtpClientAuthenticationDisabled $false (or the tenant with Set-TransportConfig), or use Outlook OAuth in Odoo.',
  },
  'auth.temporary': {
    owner: 'provider',
    retry: 'later',
    advice:
      'The provider could not check the login just now; the password may well be right. Wait some minutes and retry, and change nothing in the outgoing mail server meanwhile.',
  },
  'auth.web_login_required': {
    owner: 'provider',
    retry: 'fix',
    advice:
      'Google wants a person to confirm this login. Sign in to the mailbox with a browser, pass the check, then create an app password and enter it in Password of the outgoing mail server.',
  },
  'quota.plan': {
    owner: 'provider',
    retry: 'fix',
    advice:
      'The credits or the plan of the sending account are used up. Upgrade the plan or buy credits in the provider’s billing page; a daily allowance comes back by itself at the provider’s reset.',
  },
  'relay.denied': {
    owner: 'odoo',
    retry: 'fix',
    advice:
      'The server does not carry mail to other domains for this connection. Enter Username and Password in the outgoing mail server, or register this server’s address at the relay (Google: SMTP relay service; Microsoft: inbound connector).',
  },
} as const satisfies Readonly<Record<string, Meaning>>;

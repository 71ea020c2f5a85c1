import type { FailureClass } from '../failure-class.ts';
import type { Voice } from '../voice.ts';

/** Where one provider's switch can be named, its words replace the general advice. */
export const adviceByVoice: Partial<Record<Voice, Partial<Record<FailureClass, string>>>> = {
  google: {
    'auth.bad_credentials':
      'Google refused the user name or the password; a normal account password never works for SMTP. Create an app password at myaccount.google.com/apppasswords (2-Step Verification on) and enter it in Password of the outgoing mail server, or choose Gmail OAuth Authentication in Authenticate with.',
    'auth.required':
      'Google wants a login before it takes mail, and it got none. Fill Username (the full address) and Password (an app password) of the outgoing mail server, or connect the Gmail account again: Odoo does not report a refused XOAUTH2 login.',
    'rate.daily':
      'The Google account has used its 24-hour allowance, 500 messages for gmail.com and 2,000 for Workspace; in spite of the 5xx code this heals by waiting. Spread the queue over the days, or send through smtp-relay.gmail.com or a mailing service.',
    'relay.denied':
      'Google’s SMTP relay does not know this server. Add its address in Google Admin > Apps > Gmail > Routing > SMTP relay service, or fill Username and Password of the outgoing mail server.',
  },
  microsoft: {
    'auth.bad_credentials':
      'Microsoft refused the user name or the password, or SMTP sign-in is off for this mailbox. Enter the UPN in Username and try Authenticated SMTP under Manage email apps of the user, or choose Outlook OAuth Authentication in Authenticate with.',
    'auth.required':
      'Microsoft got no valid login before MAIL FROM; with Outlook OAuth this is the first visible sign of a refused token. Connect the Outlook account again on the outgoing mail server, and check that Username is the mailbox of the token and that Authenticated SMTP is on for it.',
    'rate.burst':
      'Microsoft 365 takes 30 messages a minute from one mailbox. Retry at a slower pace, and lower the batch with the system parameter mail.session.batch.size.',
    'rate.concurrent':
      'Microsoft 365 allows three SMTP sessions of one mailbox at a time. Let only one process send the queue (max_cron_threads = 1 in odoo.conf), then retry.',
    'rate.daily':
      'The mailbox has used its 10,000 recipients of the last 24 hours, or Microsoft has flagged it. Spread the queue, and look in Microsoft Defender > Restricted entities whether the mailbox is blocked.',
    'sender.not_allowed':
      'The mailbox that signs in may not send as this From or bounce address. Grant it Send As in the Exchange admin center, or set FROM Filtering and the default From in Odoo to that mailbox.',
    'rep.blocklist':
      'Microsoft blocks the sending address or its network. Ask for removal at sender.office.com (Outlook.com: the sender support form); if it is the relay’s address, tell the relay’s support.',
  },
  sendgrid: {
    'auth.bad_credentials':
      'SendGrid refused the login. Username of the outgoing mail server must be the word apikey, and Password an API key with the right Mail Send.',
    'quota.plan':
      'The credits of the SendGrid account are used up, or its 60-day trial is over. Upgrade the plan under Settings > Account Details; a daily allowance comes back at 00:00 UTC.',
    'sender.not_verified':
      'SendGrid sends only for verified senders. Authenticate the domain of From under Settings > Sender Authentication, or set a verified default From in Odoo.',
  },
  amazon: {
    'auth.bad_credentials':
      'Amazon SES refused the login. Create SMTP credentials in the SES console of the same region as the host in SMTP Server; IAM access keys do not work.',
    'sender.not_verified':
      'Amazon SES sends only for identities verified in that region, and in the sandbox only to verified recipients. Verify the domain of From and of Odoo’s bounce address in the SES console, and ask for production access.',
    'rate.daily':
      'The SES quota of the last 24 hours is used up, 200 in the sandbox. Ask for a higher quota or production access in the SES console; the window slides, so a retry helps by and by.',
  },
  mailgun: {
    'auth.bad_credentials':
      'Mailgun refused the login. Username must be the SMTP credential of the sending domain (postmaster@mg.your-domain), and an EU domain needs smtp.eu.mailgun.org in SMTP Server.',
    'quota.plan':
      'The Mailgun domain is a sandbox or the account is free: it sends to authorised recipients only. Verify your own domain, add the recipient under Authorized Recipients, or upgrade; waiting never helps.',
  },
  zoho: {
    'auth.bad_credentials':
      'Zoho refused the login. Use an app password when two-factor is on, and the host of your data centre in SMTP Server (smtp.zoho.eu, smtp.zoho.in, smtppro.zoho.com).',
    'sender.not_allowed':
      'Zoho sends only with the account’s own address or its aliases. Set FROM Filtering of the outgoing mail server and the default From to the account, or add the address as an alias in Zoho.',
  },
  ionos: {
    'sender.not_allowed':
      'IONOS takes only senders of the login’s domain since 2024, and no empty sender. Set FROM Filtering of the outgoing mail server and the default From to an address of that domain.',
    'rate.hourly':
      'IONOS allows 50 to 500 mails an hour, depending on the age of the account. Retry next hour at a slower pace, or move bulk mail to another relay.',
  },
};

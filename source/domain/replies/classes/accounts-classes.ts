import type { ClassFacts } from './class-facts.ts';

/** Accounts, plans and relaying. */
export const accountClasses = {
  'account.blocked': {
    title: 'account blocked',
    cause: null,
    owner: 'provider',
    retry: 'fix',
    advice:
      'The provider has blocked this account or sender, usually after spam or a stolen password. Secure the mailbox, then ask for the unblock in the provider’s console (Microsoft: Defender > Restricted entities; Zoho: mail.zoho.com/UnblockMe).',
  },
  'account.not_activated': {
    title: 'account not activated',
    cause: null,
    owner: 'provider',
    retry: 'fix',
    advice:
      'The account exists but may not send yet. Finish the provider’s activation (Brevo: ask support to activate transactional SMTP; Amazon: enable SES in this region), then retry.',
  },
  'quota.plan': {
    title: 'plan used up',
    cause: 'rate-limit',
    owner: 'provider',
    retry: 'fix',
    advice:
      'The credits or the plan of the sending account are used up. Upgrade the plan or buy credits in the provider’s billing page; a daily allowance comes back by itself at the provider’s reset.',
    adviceFrom: {
      sendgrid:
        'The credits of the SendGrid account are used up, or its 60-day trial is over. Upgrade the plan under Settings > Account Details; a daily allowance comes back at 00:00 UTC.',
      mailgun:
        'The Mailgun domain is a sandbox or the account is free: it sends to authorised recipients only. Verify your own domain, add the recipient under Authorized Recipients, or upgrade; waiting never helps.',
    },
    resetFrom: { sendgrid: { kind: 'daily', utc: '00:00' } },
  },
  'relay.denied': {
    title: 'relaying denied',
    cause: 'credentials',
    owner: 'odoo',
    retry: 'fix',
    advice:
      'The server does not carry mail to other domains for this connection. Enter Username and Password in the outgoing mail server, or register this server’s address at the relay (Google: SMTP relay service; Microsoft: inbound connector).',
    adviceFrom: {
      google:
        'Google’s SMTP relay does not know this server. Add its address in Google Admin > Apps > Gmail > Routing > SMTP relay service, or fill Username and Password of the outgoing mail server.',
    },
  },
} as const satisfies Readonly<Record<string, ClassFacts>>;

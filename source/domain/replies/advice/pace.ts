import type { Meaning } from '../meaning.ts';

/** Limits, queues and temporary refusals. */
export const paceMeanings = {
  'grey.listed': {
    owner: 'recipient',
    retry: 'later',
    advice:
      'The recipient’s server turns unknown senders away once and takes them a few minutes later. Retry after 15 minutes: Odoo does not do it by itself once the mail is in state Delivery Failed.',
  },
  'odoo.online_daily_limit': {
    owner: 'provider',
    retry: 'later',
    advice:
      'The daily number of mails that Odoo Online allows this database is used up. Wait for the reset at 23:00 UTC, or add an outgoing mail server of your own in Settings > Technical > Outgoing Mail Servers.',
  },
  'rate.burst': {
    owner: 'provider',
    retry: 'later',
    advice:
      'Odoo sent faster than this server allows. Retry at a slower pace, and lower the batch with the system parameter mail.session.batch.size so that the queue spreads over more runs.',
  },
  'rate.concurrent': {
    owner: 'odoo',
    retry: 'later',
    advice:
      'Too many SMTP sessions were open at the same time. Let only one process send the queue (one Email Queue Manager, max_cron_threads = 1 in odoo.conf), then retry.',
  },
  'rate.daily': {
    owner: 'provider',
    retry: 'later',
    advice:
      'The sending account has used its messages or recipients of the last 24 hours; in spite of the 5xx code this heals by waiting. Spread the queue over the days, or move bulk mail to a relay with a higher limit.',
  },
  'rate.hourly': {
    owner: 'provider',
    retry: 'later',
    advice:
      'The hourly allowance of the sending account or domain is used up, and the refused mails were not kept by the server. Retry next hour at a pace below the limit, or ask the hosting firm to raise it.',
  },
  'rate.login': {
    owner: 'odoo',
    retry: 'later',
    advice:
      'Odoo signed in too often, and the provider has paused logins. Wait an hour without any test, then let one session carry more mails: raise the system parameter mail.session.batch.size.',
  },
  'rate.recipient_mailbox': {
    owner: 'recipient',
    retry: 'later',
    advice:
      'This one mailbox gets more mail than its server allows per hour. Retry in an hour, and look in Odoo for a notification rule that writes to it again and again.',
  },
  'rate.recipients': {
    owner: 'odoo',
    retry: 'fix',
    advice:
      'One message had more recipients than this server takes in one transaction. Split the recipients in To and Cc of the mail, or send a mailing list through Email Marketing, one mail each.',
  },
  'rate.reputation': {
    owner: 'provider',
    retry: 'later',
    advice:
      'The receiving network slows this sender down because of volume or complaints. Pause bulk mail, clean the list of dead addresses, and retry slowly after some hours.',
  },
  'rate.server_busy': {
    owner: 'provider',
    retry: 'later',
    advice:
      'The server is overloaded or short of resources, which has nothing to do with this mail. Retry in half an hour; nothing needs changing in Odoo.',
  },
  'rate.tenant_blocked': {
    owner: 'provider',
    retry: 'fix',
    advice:
      'Microsoft has stopped outbound mail of the whole tenant after it passed its threshold. Find and stop the source of the volume, then open a ticket in the Microsoft 365 admin center to lift the block.',
  },
  rate_or_maintenance: {
    owner: 'provider',
    retry: 'later',
    advice:
      'The server refused for now: a local fault, maintenance, or a limit it does not name. Retry in half an hour; if it stays, send this text to the provider’s support.',
  },
} as const satisfies Readonly<Record<string, Meaning>>;

import { dayMs } from '../../../lib/time-units.ts';
import type { ClassFacts } from './class-facts.ts';

const slidingDay = { kind: 'sliding', windowMs: dayMs } as const;

/** Limits, queues and temporary refusals. */
export const paceClasses = {
  'grey.listed': {
    title: 'greylisted',
    cause: null,
    owner: 'recipient',
    retry: 'later',
    advice:
      'The recipient’s server turns unknown senders away once and takes them a few minutes later. Retry after 15 minutes: Odoo does not do it by itself once the mail is in state Delivery Failed.',
    waitMinutes: 15,
  },
  'rate.burst': {
    title: 'sending too fast',
    cause: 'rate-limit',
    owner: 'provider',
    retry: 'later',
    advice:
      'Odoo sent faster than this server allows. Retry at a slower pace, and lower the batch with the system parameter mail.session.batch.size so that the queue spreads over more runs.',
    adviceFrom: {
      microsoft:
        'Microsoft 365 takes 30 messages a minute from one mailbox. Retry at a slower pace, and lower the batch with the system parameter mail.session.batch.size.',
    },
    waitMinutes: 10,
  },
  'rate.concurrent': {
    title: 'too many connections',
    cause: 'rate-limit',
    owner: 'odoo',
    retry: 'later',
    advice:
      'Too many SMTP sessions were open at the same time. Let only one process send the queue (one Email Queue Manager, max_cron_threads = 1 in odoo.conf), then retry.',
    adviceFrom: {
      microsoft:
        'Microsoft 365 allows three SMTP sessions of one mailbox at a time. Let only one process send the queue (max_cron_threads = 1 in odoo.conf), then retry.',
    },
    waitMinutes: 5,
  },
  'rate.daily': {
    title: 'daily limit reached',
    cause: 'rate-limit',
    owner: 'provider',
    retry: 'later',
    advice:
      'The sending account has used its messages or recipients of the last 24 hours; in spite of the 5xx code this heals by waiting. Spread the queue over the days, or move bulk mail to a relay with a higher limit.',
    adviceFrom: {
      google:
        'The Google account has used its 24-hour allowance, 500 messages for gmail.com and 2,000 for Workspace; in spite of the 5xx code this heals by waiting. Spread the queue over the days, or send through smtp-relay.gmail.com or a mailing service.',
      microsoft:
        'The mailbox has used its 10,000 recipients of the last 24 hours, or Microsoft has flagged it. Spread the queue, and look in Microsoft Defender > Restricted entities whether the mailbox is blocked.',
      amazon:
        'The SES quota of the last 24 hours is used up, 200 in the sandbox. Ask for a higher quota or production access in the SES console; the window slides, so a retry helps by and by.',
    },
    waitMinutes: 1440,
    resetFrom: { google: slidingDay, microsoft: slidingDay, amazon: slidingDay },
  },
  'rate.hourly': {
    title: 'hourly limit reached',
    cause: 'rate-limit',
    owner: 'provider',
    retry: 'later',
    advice:
      'The hourly allowance of the sending account or domain is used up, and the refused mails were not kept by the server. Retry next hour at a pace below the limit, or ask the hosting firm to raise it.',
    adviceFrom: {
      ionos:
        'IONOS allows 50 to 500 mails an hour, depending on the age of the account. Retry next hour at a slower pace, or move bulk mail to another relay.',
    },
    waitMinutes: 60,
  },
  'rate.login': {
    title: 'too many logins',
    cause: 'rate-limit',
    owner: 'odoo',
    retry: 'later',
    advice:
      'Odoo signed in too often, and the provider has paused logins. Wait an hour without any test, then let one session carry more mails: raise the system parameter mail.session.batch.size.',
    waitMinutes: 60,
  },
  'rate.recipient_mailbox': {
    title: 'recipient gets mail too fast',
    cause: 'rate-limit',
    owner: 'recipient',
    retry: 'later',
    advice:
      'This one mailbox gets more mail than its server allows per hour. Retry in an hour, and look in Odoo for a notification rule that writes to it again and again.',
    waitMinutes: 60,
  },
  'rate.recipients': {
    title: 'too many recipients',
    cause: 'rate-limit',
    owner: 'odoo',
    retry: 'fix',
    advice:
      'One message had more recipients than this server takes in one transaction. Split the recipients in To and Cc of the mail, or send a mailing list through Email Marketing, one mail each.',
  },
  'rate.reputation': {
    title: 'slowed down for reputation',
    cause: 'rate-limit',
    owner: 'provider',
    retry: 'later',
    advice:
      'The receiving network slows this sender down because of volume or complaints. Pause bulk mail, clean the list of dead addresses, and retry slowly after some hours.',
    waitMinutes: 240,
  },
  'rate.server_busy': {
    title: 'server busy',
    cause: 'rate-limit',
    owner: 'provider',
    retry: 'later',
    advice:
      'The server is overloaded or short of resources, which has nothing to do with this mail. Retry in half an hour; nothing needs changing in Odoo.',
    waitMinutes: 30,
  },
  'rate.tenant_blocked': {
    title: 'tenant blocked from sending',
    cause: 'rate-limit',
    owner: 'provider',
    retry: 'fix',
    advice:
      'Microsoft has stopped outbound mail of the whole tenant after it passed its threshold. Find and stop the source of the volume, then open a ticket in the Microsoft 365 admin center to lift the block.',
  },
  rate_or_maintenance: {
    title: 'limit or maintenance',
    cause: null,
    owner: 'provider',
    retry: 'later',
    advice:
      'The server refused for now: a local fault, maintenance, or a limit it does not name. Retry in half an hour; if it stays, send this text to the provider’s support.',
    waitMinutes: 30,
  },
} as const satisfies Readonly<Record<string, ClassFacts>>;

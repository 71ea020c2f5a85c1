import type { Certainty } from './provider.ts';

/** As much of a configuration as dated changes depend on. */
export interface MailConfiguration {
  readonly relays: readonly {
    readonly host: string;
    readonly authentication: 'password' | 'oauth' | 'none';
  }[];
  /** Mails a day in recent weeks; `null` if it was not measured. */
  readonly mailsADay: number | null;
}

/** A change at a provider, on a date, that breaks some configurations and not others. */
export interface DatedChange {
  readonly id: string;
  /** ISO date; where only a month is announced, its last day. */
  readonly date: string;
  readonly title: string;
  readonly advice: string;
  readonly certainty: Certainty;
  readonly source: string;
  /** Whether this configuration is hit. */
  readonly hits: (configuration: MailConfiguration) => boolean;
}

const relaysThrough =
  (suffixes: readonly string[], authentication?: 'password') =>
  ({ relays }: MailConfiguration): boolean =>
    relays.some(
      (relay) =>
        suffixes.some((suffix) => relay.host.toLowerCase().endsWith(suffix)) &&
        (authentication === undefined || relay.authentication === authentication),
    );

const sendsInBulk = ({ mailsADay }: MailConfiguration): boolean => mailsADay !== null && mailsADay >= 5_000;

/** Oldest first. Gmail's and Yahoo's bulk rules start close to 5,000 mails a day. */
export const datedChanges: readonly DatedChange[] = [
  {
    id: 'gmail-yahoo-bulk-rules',
    date: '2024-02-01',
    title: 'Gmail and Yahoo demand SPF, DKIM and DMARC of bulk senders',
    advice: 'Publish SPF, DKIM and a DMARC record for the From domain, and offer one-click unsubscribe.',
    certainty: 'read',
    source: 'https://support.google.com/mail/answer/81126',
    hits: sendsInBulk,
  },
  {
    id: 'outlook-com-basic-auth',
    date: '2024-09-16',
    title: 'Outlook.com ended password logins for SMTP',
    advice: 'Set Authenticate with to Outlook OAuth Authentication, or send through another relay.',
    certainty: 'second-hand',
    source: 'https://support.microsoft.com/office/outlook-com',
    hits: relaysThrough(['smtp-mail.outlook.com', 'smtp.live.com'], 'password'),
  },
  {
    id: 'sendgrid-free-plan',
    date: '2025-03-25',
    title: 'SendGrid has no free plan for new accounts: sending stops after a 60-day trial',
    advice: 'Check the plan in SendGrid; choose a paid one or another relay before the trial ends.',
    certainty: 'read',
    source: 'https://support.sendgrid.com/hc/en-us/articles/35270136965403',
    hits: relaysThrough(['sendgrid.net']),
  },
  {
    id: 'outlook-com-bulk-rules',
    date: '2025-05-05',
    title: 'Outlook.com rejects bulk mail without SPF, DKIM and DMARC (550 5.7.515)',
    advice: 'Let SPF and DKIM pass and DMARC align for the From domain.',
    certainty: 'read',
    source: 'https://techcommunity.microsoft.com/blog/microsoftdefenderforoffice365blog/4399730',
    hits: sendsInBulk,
  },
  {
    id: 'gmail-enforcement',
    date: '2025-11-30',
    title: 'Gmail refuses bulk mail that breaks its rules, at first for a while, then for good',
    advice: 'Look at Postmaster Tools and mend what it names: SPF, DKIM, alignment, TLS, PTR.',
    certainty: 'read',
    source: 'https://support.google.com/a/answer/14229414',
    hits: sendsInBulk,
  },
  {
    id: 'microsoft-365-basic-auth-default-off',
    date: '2026-12-31',
    title: 'Microsoft 365 switches password logins for SMTP off by default; an admin can switch them on again',
    advice: 'Set Authenticate with to Outlook OAuth Authentication on this server before the end of the year.',
    certainty: 'read',
    source: 'https://mc.merill.net/message/MC786329',
    hits: relaysThrough(['smtp.office365.com', 'smtp.outlook.com'], 'password'),
  },
  {
    id: 'microsoft-365-basic-auth-removal',
    date: '2027-12-31',
    title: 'Microsoft announces in the second half of 2027 when password logins for SMTP end for good',
    advice: 'Move to OAuth, or to a relay made for applications.',
    certainty: 'read',
    source: 'https://mc.merill.net/message/MC786329',
    hits: relaysThrough(['smtp.office365.com', 'smtp.outlook.com'], 'password'),
  },
];

export interface ChangeAhead {
  readonly change: DatedChange;
  /** Whole days from `now` until the date; negative when it has passed. */
  readonly daysLeft: number;
}

const day = 86_400_000;

/** The dated changes that hit this configuration, oldest first. */
export const changesThatHit = (configuration: MailConfiguration, now: Date): readonly ChangeAhead[] =>
  datedChanges
    .filter((change) => change.hits(configuration))
    .map((change) => ({ change, daysLeft: Math.ceil((Date.parse(change.date) - now.getTime()) / day) }));

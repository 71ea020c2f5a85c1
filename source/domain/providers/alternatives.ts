import type { Certainty } from './provider.ts';

/** A paid plan of a service for more mail than a mailbox may send. Prices change: always shown with their date. */
export interface Alternative {
  /** The id of a provider. */
  readonly provider: string;
  readonly plan: string;
  /** US dollars a month; 0 where only what is sent is paid. */
  readonly dollarsAMonth: number;
  /** Mails a month that the price includes. */
  readonly mailsAMonth: number;
  /** US dollars for each 1,000 mails beyond, where it is known. */
  readonly dollarsPerThousandMore?: number;
  readonly asOf: string;
  readonly certainty: Certainty;
  readonly source: string;
}

const comparison = 'https://apiscout.dev/blog/sendgrid-vs-postmark-vs-mailgun-transactional-email-2026';

export const alternatives: readonly Alternative[] = [
  {
    provider: 'amazon-ses',
    plan: 'pay as you go',
    dollarsAMonth: 0,
    mailsAMonth: 0,
    dollarsPerThousandMore: 0.1,
    asOf: '2025-08-11',
    certainty: 'second-hand',
    source: 'https://www.courier.com/blog/top-6-email-service-providers-for-transactional-notifications-in-2025',
  },
  {
    provider: 'sendgrid',
    plan: 'Essentials',
    dollarsAMonth: 19.95,
    mailsAMonth: 50_000,
    asOf: '2026-01-01',
    certainty: 'second-hand',
    source: comparison,
  },
  {
    provider: 'mailgun',
    plan: 'first paid plan',
    dollarsAMonth: 35,
    mailsAMonth: 50_000,
    dollarsPerThousandMore: 0.8,
    asOf: '2020-10-20',
    certainty: 'second-hand',
    source: 'https://gist.github.com/Kovah/0e6a301a6c9fc6c1480f155ab315d156',
  },
  {
    provider: 'postmark',
    plan: 'first paid plan',
    dollarsAMonth: 15,
    mailsAMonth: 10_000,
    dollarsPerThousandMore: 1.25,
    asOf: '2026-01-01',
    certainty: 'second-hand',
    source: comparison,
  },
  {
    provider: 'resend',
    plan: 'Pro',
    dollarsAMonth: 20,
    mailsAMonth: 50_000,
    asOf: '2026-11-24',
    certainty: 'memory',
    source: 'https://resend.com/pricing',
  },
  {
    provider: 'brevo',
    plan: 'Starter',
    dollarsAMonth: 9,
    mailsAMonth: 5_000,
    asOf: '2026-11-24',
    certainty: 'memory',
    source: 'https://www.brevo.com/pricing/',
  },
  {
    provider: 'smtp2go',
    plan: 'Starter',
    dollarsAMonth: 15,
    mailsAMonth: 10_000,
    asOf: '2026-11-24',
    certainty: 'memory',
    source: 'https://www.smtp2go.com/pricing/',
  },
];

/** What this plan costs for so many mails a month, in US dollars; `null` when they do not fit into it. */
export const monthlyCost = (alternative: Alternative, mailsAMonth: number): number | null => {
  const more = Math.max(0, mailsAMonth - alternative.mailsAMonth);
  if (more === 0) return alternative.dollarsAMonth;
  if (alternative.dollarsPerThousandMore === undefined) return null;
  return alternative.dollarsAMonth + Math.ceil(more / 1_000) * alternative.dollarsPerThousandMore;
};

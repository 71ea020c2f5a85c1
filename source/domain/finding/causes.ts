import type { Owner } from './owner.ts';

/** What a person sees before anybody measured anything. */
export type SymptomId = 'never-sent' | 'no-invoices' | 'no-notifications' | 'queue-grows' | 'exception' | 'bounces';

/**
 * Where on a mail's way a cause bites. `queue`: before anything is taken up; `server`: when a server is chosen; `session`:
 * on the way to the server, whatever the mail; `mail`: single mails or senders; `after`: what Odoo handed over.
 */
export type Stage = 'queue' | 'server' | 'session' | 'mail' | 'after';

/** What the rest of the program must know of a cause. */
export interface CauseFacts {
  /** One of the causes that a diagnosis must be able to answer before it calls a system healthy. */
  readonly founding: boolean;
  readonly stage: Stage;
  /** Who is asked first when it could not be measured. */
  readonly owner: Owner;
  /** Its place among the causes that a symptom points at: 1 is the likeliest. */
  readonly symptoms: Readonly<Partial<Record<SymptomId, number>>>;
}

/** Every cause in the order in which they are measured and shown. The ids are fixed: scripts and journals name them. */
export const causeFacts = {
  cron: {
    founding: true,
    stage: 'queue',
    owner: 'odoo',
    symptoms: { 'never-sent': 1, 'no-invoices': 3, 'no-notifications': 1, 'queue-grows': 3 },
  },
  credentials: {
    founding: true,
    stage: 'session',
    owner: 'provider',
    symptoms: { 'never-sent': 6, 'no-invoices': 2, 'no-notifications': 6, exception: 1 },
  },
  'rate-limit': {
    founding: true,
    stage: 'mail',
    owner: 'provider',
    symptoms: { 'no-invoices': 8, 'no-notifications': 7, 'queue-grows': 1, exception: 8 },
  },
  sender: {
    founding: true,
    stage: 'mail',
    owner: 'odoo',
    symptoms: { 'no-invoices': 4, 'no-notifications': 5, exception: 2, bounces: 4 },
  },
  dns: {
    founding: true,
    stage: 'after',
    owner: 'dns',
    symptoms: { 'no-invoices': 5, exception: 9, bounces: 2 },
  },
  firewall: {
    founding: true,
    stage: 'session',
    owner: 'host',
    symptoms: { 'never-sent': 5, 'queue-grows': 5, exception: 4 },
  },
  catchall: { founding: true, stage: 'after', owner: 'odoo', symptoms: { bounces: 1 } },
  'no-server': {
    founding: false,
    stage: 'server',
    owner: 'odoo',
    symptoms: { 'never-sent': 2, exception: 5 },
  },
  stuck: {
    founding: false,
    stage: 'mail',
    owner: 'odoo',
    symptoms: { 'never-sent': 3, 'queue-grows': 2 },
  },
  recipients: {
    founding: false,
    stage: 'mail',
    owner: 'recipient',
    symptoms: { 'no-invoices': 6, 'no-notifications': 4, exception: 6, bounces: 3 },
  },
  size: {
    founding: false,
    stage: 'mail',
    owner: 'odoo',
    symptoms: { 'no-invoices': 7, exception: 7 },
  },
  tls: {
    founding: false,
    stage: 'session',
    owner: 'odoo',
    symptoms: { 'queue-grows': 6, exception: 3 },
  },
  scheduled: {
    founding: false,
    stage: 'mail',
    owner: 'odoo',
    symptoms: { 'never-sent': 4, 'no-notifications': 2, 'queue-grows': 4 },
  },
  feeders: {
    founding: false,
    stage: 'mail',
    owner: 'odoo',
    symptoms: { 'never-sent': 7, 'no-invoices': 1, 'no-notifications': 3 },
  },
  beyond: {
    founding: false,
    stage: 'after',
    owner: 'host',
    symptoms: { 'no-invoices': 9, 'no-notifications': 8, bounces: 5 },
  },
  unexplained: {
    founding: false,
    stage: 'mail',
    owner: 'odoo',
    symptoms: { exception: 10 },
  },
} as const satisfies Record<string, CauseFacts>;

/** Whose fault a live reply is that neither its text nor its stage places: one for now (4xx), one for good (5xx). */
export const unplacedReply = { temporary: 'rate-limit', permanent: 'firewall' } as const;

import type { CauseId } from './cause-id.ts';

/** What a person sees before anybody measured anything. */
export interface Symptom {
  readonly id: SymptomId;
  readonly words: string;
  /** What usually is behind it, the likeliest first. */
  readonly likely: readonly CauseId[];
}

export type SymptomId = 'never-sent' | 'no-invoices' | 'no-notifications' | 'queue-grows' | 'exception' | 'bounces';

/** The answers to "What do you see?". */
export const symptoms: readonly Symptom[] = [
  {
    id: 'never-sent',
    words: 'Mails are queued and never sent',
    likely: ['cron', 'no-server', 'stuck', 'scheduled', 'firewall', 'credentials'],
  },
  {
    id: 'no-invoices',
    words: 'Customers get no invoices or orders',
    likely: ['credentials', 'cron', 'sender', 'dns', 'recipients', 'size', 'rate-limit'],
  },
  {
    id: 'no-notifications',
    words: 'Notifications are missing',
    likely: ['cron', 'scheduled', 'recipients', 'sender', 'credentials', 'rate-limit'],
  },
  {
    id: 'queue-grows',
    words: 'The queue grows faster than it empties',
    likely: ['rate-limit', 'stuck', 'cron', 'scheduled', 'firewall', 'tls'],
  },
  {
    id: 'exception',
    words: 'Mails have the status exception (failed)',
    likely: ['credentials', 'sender', 'tls', 'firewall', 'no-server', 'recipients', 'size', 'rate-limit', 'dns'],
  },
  {
    id: 'bounces',
    words: 'Replies bounce, or answers do not reach Odoo',
    likely: ['catchall', 'dns', 'recipients', 'sender'],
  },
];

/** The causes, those that this symptom points at in front, the others in their order. */
export const orderBySymptom = (ids: readonly CauseId[], symptom: SymptomId | undefined): readonly CauseId[] => {
  const likely = symptoms.find(({ id }) => id === symptom)?.likely ?? [];
  return [...likely.filter((id) => ids.includes(id)), ...ids.filter((id) => !likely.includes(id))];
};

import { type CauseId, causeIds, factsOf } from './cause-id.ts';
import type { SymptomId } from './causes.ts';

/** What a person sees before anybody measured anything. */
export interface Symptom {
  readonly id: SymptomId;
  readonly words: string;
  /** What usually is behind it, the likeliest first. */
  readonly likely: readonly CauseId[];
}

const likelyFor = (symptom: SymptomId): readonly CauseId[] => {
  const placeOf = (id: CauseId): number => factsOf(id).symptoms[symptom] ?? 0;
  return causeIds.filter((id) => placeOf(id) > 0).toSorted((one, other) => placeOf(one) - placeOf(other));
};

const words: Readonly<Record<SymptomId, string>> = {
  'never-sent': 'Mails are queued and never sent',
  'no-invoices': 'Customers get no invoices or orders',
  'no-notifications': 'Notifications are missing',
  'queue-grows': 'The queue grows faster than it empties',
  exception: 'Mails have the status exception (failed)',
  bounces: 'Replies bounce, or answers do not reach Odoo',
};

const symptomIds = [
  'never-sent',
  'no-invoices',
  'no-notifications',
  'queue-grows',
  'exception',
  'bounces',
] as const satisfies readonly SymptomId[];

/** The answers to "What do you see?". */
export const symptoms: readonly Symptom[] = symptomIds.map((id) => ({ id, words: words[id], likely: likelyFor(id) }));

/** The causes, those that this symptom points at in front, the others in their order. */
export const orderBySymptom = (ids: readonly CauseId[], symptom: SymptomId | undefined): readonly CauseId[] => {
  const likely = symptoms.find(({ id }) => id === symptom)?.likely ?? [];
  return [...likely.filter((id) => ids.includes(id)), ...ids.filter((id) => !likely.includes(id))];
};

import { classify } from '../../domain/replies/classify-reply.ts';
import { titleOf } from '../../domain/replies/title.ts';
import { shortenText } from '../../domain/wording/shorten.ts';
import type { RelayTrace } from './relay-trace.ts';

/** Where a mail is after Odoo handed it over, as far as the mail server of this machine tells. */
export type Beyond =
  | { readonly kind: 'not-told' }
  /** `words`: a clause. */
  | { readonly kind: 'held'; readonly words: string }
  | { readonly kind: 'returned'; readonly words: string }
  | { readonly kind: 'delivered'; readonly words: string };

/** The queue as it is now before the log of what was; one recipient who was not reached before those who were. */
export const judgeTrace = (trace: RelayTrace): Beyond => {
  if (trace.kind !== 'known') return { kind: 'not-told' };
  const { name, queued, logged } = trace;
  if (queued !== undefined) {
    const reason = queued.recipients.find((each) => each.reason !== null)?.reason;
    const why = queued.state === 'held' ? 'it is held there and not tried any more' : nameReason(reason ?? null);
    return { kind: 'held', words: `${name} on this machine took it and still has it: ${why}` };
  }
  const deliveries = logged?.deliveries ?? [];
  const returned = deliveries.find(({ outcome }) => outcome === 'bounced');
  if (returned !== undefined) {
    return { kind: 'returned', words: `${returned.address} was not reached: ${nameReason(returned.words)}` };
  }
  const last = deliveries.at(-1);
  // Neither in the queue nor told of as delivered: the log ends before, or somebody deleted it.
  if (last === undefined || deliveries.some(({ outcome }) => outcome === 'deferred')) return { kind: 'not-told' };
  return { kind: 'delivered', words: `the next server took it (${last.stamp}): "${shortenText(last.words, 160)}"` };
};

const nameReason = (reason: string | null): string => {
  if (reason === null) return 'it says no reason';
  const meaning = classify(reason);
  const quoted = `"${shortenText(reason, 200)}"`;
  return meaning.class === 'unknown' || meaning.rule === 'relay-did-not-reach'
    ? quoted
    : `${titleOf(meaning.class)}, ${quoted}`;
};

import type { DirectRetry, LeftToQueue } from '../../changes/retry/direct/retry-directly.ts';
import type { SendingEnd } from '../../changes/retry/direct/send-directly.ts';
import type { Rest } from '../../changes/retry/direct/settle-rest.ts';
import { countOf } from '../../domain/wording/count.ts';

/** How a sending over RPC or Odoo's shell went, beside the outcomes of its mails; a sentence each. */
export const tellSending = ({ way, ...sending }: NonNullable<DirectRetry['sending']>): readonly string[] => [
  `Sent ${way}.`,
  ...tellCut(sending),
];

/** Why it went no further and what became of the rest; nothing where all went as asked. */
export const tellCut = ({
  end,
  rest,
  byQueue,
}: Pick<NonNullable<DirectRetry['sending']>, 'end' | 'rest' | 'byQueue'>): readonly string[] => [
  ...tellEnd(end),
  ...describeRest(rest),
  ...describeQueued(byQueue),
];

/** Mails that were left to the queue. */
const describeQueued = (byQueue: LeftToQueue | undefined): readonly string[] => {
  if (byQueue === undefined) return [];
  const { ids, left } = byQueue;
  const wait = countOf(ids.length, 'mail waits', 'mails wait');
  return [left === undefined ? `${wait} for the queue, which was woken.` : `${wait} for the queue's next run: ${left}`];
};

/** Why it went no further, a sentence each. */
export const tellEnd = (end: SendingEnd): readonly string[] => {
  switch (end.kind) {
    case 'all-tried':
      return [];
    case 'stopped':
      return ['It was stopped after the batch that was under way.'];
    case 'refused':
      return [`Odoo sent no more: ${end.words}`, ...nameMayBeDelivered(end.mayBeDelivered)];
    case 'unknown':
      return [end.words, ...nameMayBeDelivered(end.mayBeDelivered)];
    case 'canary-failed':
      return [`Mail ${end.mailId} went first, alone, and failed: ${end.title}. The others would fail like it.`];
    case 'lock-lost':
      return ['The connection with the database broke, so that Odoo itself may send: no more was sent from here.'];
  }
};

const nameMayBeDelivered = (ids: readonly number[]): readonly string[] => {
  if (ids.length === 0) return [];
  if (ids.length === 1) return [`Mail ${ids[0]} was under way and may have been delivered without a trace.`];
  return [`One of these mails was under way and may have been delivered without a trace: ${ids.join(', ')}.`];
};

/** What became of the mails that were not sent. */
const describeRest = (rest: Rest): readonly string[] => {
  switch (rest.kind) {
    case 'none':
      return [];
    case 'put-back':
      return [
        `${countOf(rest.ids.length, 'mail was', 'mails were')} not sent and put back among the failed ones.`,
        ...describeMark(rest),
      ];
    case 'outgoing':
      return [`${countOf(rest.ids.length, 'mail stays', 'mails stay')} in the queue for its next run: ${rest.why}.`];
  }
};

const describeMark = ({ marked, unmarked }: Extract<Rest, { kind: 'put-back' }>): readonly string[] => {
  if (unmarked !== undefined) return [`It could not be noted on them that they may have been delivered: ${unmarked}`];
  if (marked.length === 0) return [];
  return [`${countOf(marked.length, 'mail is', 'mails are')} marked as perhaps delivered: a retry sets them aside.`];
};

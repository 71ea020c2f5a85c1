import type { SendNow, SendOutcome } from '../../../domain/change/send-now.ts';
import type { FailureClass } from '../../../domain/replies/classes/index.ts';
import { classify } from '../../../domain/replies/classify-reply.ts';
import { titleOf } from '../../../domain/replies/title.ts';
import type { Odoo } from '../../../services/odoo/odoo.ts';
import { followOutcomes, noOutcomes, type Outcomes, rereadOutcomes } from '../follow-outcomes.ts';
import { type MailsBefore, readMailsBefore } from '../vanished-mails.ts';
import { findUnderWay } from './under-way.ts';

/**
 * Why it went no further. `mayBeDelivered`: what was under way when Odoo broke off and waits still; it may have left
 * without a trace.
 */
export type SendingEnd =
  | { readonly kind: 'all-tried' }
  /** A person did; the batch under way was waited for. */
  | { readonly kind: 'stopped' }
  | { readonly kind: 'refused'; readonly words: string; readonly mayBeDelivered: readonly number[] }
  /** No answer came; `isOver` once Odoo has surely ended with the batch. */
  | {
      readonly kind: 'unknown';
      readonly words: string;
      readonly isOver: boolean;
      readonly mayBeDelivered: readonly number[];
    }
  /** The one mail that went first failed in a way that the others would share. */
  | { readonly kind: 'canary-failed'; readonly mailId: number; readonly title: string }
  /** The queue's lock was lost, so that Odoo's own run may send at the same time. */
  | { readonly kind: 'lock-lost' };

export interface DirectSending {
  readonly way: string;
  /** Of the mails that were tried. */
  readonly outcomes: Outcomes;
  readonly end: SendingEnd;
  readonly notTried: readonly number[];
}

export interface SendingJob {
  readonly odoo: Odoo;
  /** Ends it after the batch that is under way: what was begun must be known to have ended. */
  readonly signal?: AbortSignal;
  /** Asked before each batch. */
  readonly isHeld: () => Promise<boolean>;
  /** One mail goes alone first; how mails failed before, by id. Undefined: all go at once. */
  readonly canary: ReadonlyMap<number, FailureClass> | undefined;
  readonly onOutcomes?: (outcomes: Outcomes) => void;
  /** A batch got no answer, and is watched now. */
  readonly onSilence?: () => void;
  /** How long a batch without an answer is watched where nobody knows when Odoo ends, ms: 130 s unless told. */
  readonly settleMs?: number;
}

/** Most Odoos kill an HTTP worker after 120 s (limit_time_real). */
const usualSettleMs = 130_000;
/** A batch of which a mail left so short a time ago goes on, whatever is said of limits. */
const quietMs = 5_000;
const pollMs = 500;

/**
 * Has Odoo send mails that are `outgoing`, batch by batch, and reads from the database what became of each. The caller
 * holds the queue's lock. Never rejects because the way to Odoo failed: that is an end like others.
 */
export const sendDirectly = async (way: SendNow, ids: readonly number[], asked: SendingJob): Promise<DirectSending> => {
  const job: Sending = { ...asked, before: await readMailsBefore(asked.odoo, ids) };
  const first = countAlone(ids.length, job.canary);
  const alone = await sendPart(way, ids.slice(0, first), job, noOutcomes);
  const failure = findSharedFailure(alone.outcomes, job.canary);
  const end: SendingEnd = failure ?? alone.end;
  const rest = ids.slice(first);
  if (end.kind !== 'all-tried') {
    return { way: way.way, outcomes: alone.outcomes, end, notTried: [...alone.notTried, ...rest] };
  }
  return { way: way.way, ...(await sendPart(way, rest, job, alone.outcomes)) };
};

/** How many mails go alone first: one, where one was asked for and others would follow it. */
export const countAlone = (mails: number, canary: SendingJob['canary']): number =>
  canary === undefined || mails < 2 ? 0 : 1;

const sendPart = async (
  way: SendNow,
  ids: readonly number[],
  job: Sending,
  known: Outcomes,
): Promise<Omit<DirectSending, 'way'>> => {
  const tried = new Set<number>();
  const ended = (end: SendingEnd, outcomes: Outcomes) => ({
    outcomes,
    end,
    notTried: ids.filter((id) => !tried.has(id)),
  });
  let outcomes = known;
  if (ids.length === 0) return ended({ kind: 'all-tried' }, outcomes);
  const early = await findObstacle(job);
  if (early !== undefined) return ended(early, outcomes);
  for await (const outcome of way.send(ids)) {
    if (outcome.kind === 'not-tried') continue;
    for (const id of outcome.ids) tried.add(id);
    const { settled, end } = await settle(outcome, outcomes, { ...job, endsWithinMs: way.endsWithinMs });
    outcomes = settled;
    job.onOutcomes?.(outcomes);
    if (end !== undefined) return ended(end, outcomes);
    if (tried.size === ids.length) break;
    const obstacle = await findObstacle(job);
    if (obstacle !== undefined) return ended(obstacle, outcomes);
  }
  return ended({ kind: 'all-tried' }, outcomes);
};

const findObstacle = async ({ signal, isHeld }: SendingJob): Promise<SendingEnd | undefined> => {
  if (signal?.aborted === true) return { kind: 'stopped' };
  return (await isHeld()) ? undefined : { kind: 'lock-lost' };
};

/** Adds what became of a batch to what is known; `end` where it must be the last. */
const settle = async (
  outcome: Exclude<SendOutcome, { kind: 'not-tried' }>,
  known: Outcomes,
  job: Watching,
): Promise<{ readonly settled: Outcomes; readonly end: SendingEnd | undefined }> => {
  if (outcome.kind === 'unknown') {
    job.onSilence?.();
    const { batch, isOver } = await watchSilentBatch(outcome.ids, job);
    const mayBeDelivered = await readUnderWay(outcome.ids, batch.waiting, job);
    const end: SendingEnd = { kind: 'unknown', words: outcome.words, isOver, mayBeDelivered };
    return { settled: addOutcomes(known, batch), end };
  }
  const batch = await rereadOutcomes(job.odoo, { ...noOutcomes, waiting: outcome.ids }, job.before);
  if (outcome.kind === 'done') return { settled: addOutcomes(known, batch), end: undefined };
  const mayBeDelivered = outcome.hasBegun ? await readUnderWay(outcome.ids, batch.waiting, job) : [];
  return { settled: addOutcomes(known, batch), end: { kind: 'refused', words: outcome.words, mayBeDelivered } };
};

const readUnderWay = async (
  ids: readonly number[],
  waiting: readonly number[],
  { odoo }: SendingJob,
): Promise<readonly number[]> => {
  if (waiting.length === 0) return [];
  const mails = new Map((await odoo.retryCandidates(ids)).map((mail) => [mail.id, mail] as const));
  const missing = { forcedServerId: null, aliasDomainId: null, from: null };
  // A mail that is gone shows that its batch was begun.
  const batch = ids.map((id) => mails.get(id) ?? { id, ...missing });
  return findUnderWay(batch, new Set(waiting));
};

interface Sending extends SendingJob {
  readonly before: MailsBefore;
}

interface Watching extends Sending {
  readonly endsWithinMs: number | undefined;
}

/**
 * An Odoo that gave no answer may be sending still: its mails are watched until none waits or its time must be up. That
 * it is over with mails that wait is only believed of a batch which does not move, where Odoo's limit is known.
 */
const watchSilentBatch = async (
  ids: readonly number[],
  { odoo, before, signal, endsWithinMs, settleMs = usualSettleMs }: Watching,
): Promise<{ readonly batch: Outcomes; readonly isOver: boolean }> => {
  let batch = await rereadOutcomes(odoo, { ...noOutcomes, waiting: ids }, before);
  try {
    const never = new AbortController().signal;
    const deadlineMs = endsWithinMs ?? settleMs;
    let movedAt: number | undefined;
    for await (const next of followOutcomes(odoo, ids, { signal: signal ?? never, before, deadlineMs, pollMs })) {
      if (next.waiting.length < batch.waiting.length) movedAt = performance.now();
      batch = next;
    }
    const quietForMs = movedAt === undefined ? undefined : performance.now() - movedAt;
    return { batch, isOver: isSurelyOver({ waiting: batch.waiting.length, endsWithinMs, quietForMs }) };
  } catch (error) {
    if (signal?.aborted !== true) throw error;
    return { batch, isOver: batch.waiting.length === 0 };
  }
};

/** Whether Odoo has ended with a batch that was watched. `quietForMs`: since a mail left, undefined where none did. */
export const isSurelyOver = ({
  waiting,
  endsWithinMs,
  quietForMs,
}: {
  readonly waiting: number;
  readonly endsWithinMs: number | undefined;
  readonly quietForMs: number | undefined;
}): boolean => {
  if (waiting === 0) return true;
  return endsWithinMs !== undefined && (quietForMs === undefined || quietForMs > quietMs);
};

/** What is known of two parts of the mails. */
export const addOutcomes = (one: Outcomes, other: Outcomes): Outcomes => ({
  sent: [...one.sent, ...other.sent],
  failed: [...one.failed, ...other.failed],
  others: [...one.others, ...other.others],
  gone: [...one.gone, ...other.gone],
  waiting: [...one.waiting, ...other.waiting],
});

/**
 * A refused or missing recipient, or a refused size, is that mail's own, unless all of them failed so; anything else
 * meets the others, too.
 */
export const findSharedFailure = (
  { failed: [failure] }: Outcomes,
  before: SendingJob['canary'],
): SendingEnd | undefined => {
  if (failure === undefined) return undefined;
  const met = classify(failure.reason).class;
  const isOwn = met.startsWith('rcpt.') || met.startsWith('size.') || met === 'odoo.no_recipient';
  if (isOwn && before?.get(failure.id) !== met) return undefined;
  return { kind: 'canary-failed', mailId: failure.id, title: titleOf(met) };
};

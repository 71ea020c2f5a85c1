import type { Plan, RowChange } from '../../../domain/change/plan.ts';
import type { SendNow } from '../../../domain/change/send-now.ts';
import type { FailureClass } from '../../../domain/replies/classes/index.ts';
import { countOf } from '../../../domain/wording/count.ts';
import { applyPlan } from '../../apply.ts';
import { decodeDone } from '../../database/done-step.ts';
import { holdQueue, type QueueHold } from '../../database/hold-queue.ts';
import type { ChangeDependencies, ChangeOptions } from '../../dependencies.ts';
import { explainInterruption } from '../../interruption.ts';
import type { EntryRecord } from '../../journal/entry.ts';
import type { ApplyResult, NotDone } from '../../result.ts';
import type { Outcomes } from '../follow-outcomes.ts';
import { type DirectSending, sendDirectly } from './send-directly.ts';
import { type Rest, settleRest } from './settle-rest.ts';
import { classesBefore, findWritten, partRows } from './written-rows.ts';

export interface DirectOptions extends ChangeOptions {
  /** One mail goes alone first. */
  readonly canary: boolean;
  /** Mails of the plan that the queue sends: it is woken for them once the others have left. */
  readonly byQueue?: readonly number[];
  readonly onOutcomes?: (outcomes: Outcomes) => void;
  readonly onSilence?: () => void;
  readonly settleMs?: number;
}

/** `left` is why the queue could not be woken for them. */
export interface LeftToQueue {
  readonly ids: readonly number[];
  readonly left?: string;
}

export interface DirectRetry {
  readonly result: ApplyResult;
  /** Undefined when nothing was applied. */
  readonly sending:
    | (DirectSending & {
        readonly rest: Rest;
        /** Mails that wait for a time of their own: Odoo's queue sends them then. */
        readonly later: readonly number[];
        /** Mails that the woken queue sends; undefined: none. */
        readonly byQueue?: LeftToQueue;
      })
    | undefined;
}

/**
 * Applies a retry's plan, which does not wake the queue, and has Odoo send these mails and no others, while the queue's
 * lock keeps Odoo's own run away. What could not be tried is put back, unless Odoo may be at it still.
 */
export const retryDirectly = async (
  way: SendNow,
  plan: Plan,
  dependencies: ChangeDependencies,
  options: DirectOptions,
): Promise<DirectRetry> => {
  const { result, sending } = await retryWhileHeld(way, plan, dependencies, options);
  if (sending?.byQueue === undefined) return { result, sending };
  // Not before the lock is let go: Odoo's cron would find it and come back a minute later.
  const woken = await applyPlan(wakingPlan(sending.byQueue.ids.length), dependencies, options);
  const left = woken.kind === 'not-done' ? woken.message : woken.entry.left.join(' ');
  return { result, sending: left === '' ? sending : { ...sending, byQueue: { ...sending.byQueue, left } } };
};

const retryWhileHeld = async (
  way: SendNow,
  plan: Plan,
  dependencies: ChangeDependencies,
  options: DirectOptions,
): Promise<DirectRetry> => {
  const hold = await tryToHold(dependencies, options);
  if ('kind' in hold) return { result: hold, sending: undefined };
  await using held = hold;
  const holding = { ...options, holdsQueue: true };
  const result = await applyPlan(plan, dependencies, holding);
  if (result.kind === 'not-done') return { result, sending: undefined };
  const { rows, record } = await readWritten(plan, result, dependencies);
  const { atOnce, queued, later } = partRows(rows, options.byQueue);
  const sending = await sendDirectly(
    way,
    atOnce.map(({ id }) => id),
    {
      ...options,
      odoo: dependencies.odoo,
      isHeld: held.isHeld,
      canary: options.canary ? await readClassesBefore(atOnce.slice(0, 1), record, dependencies) : undefined,
    },
  );
  // Where it ended early, the queue is not to go on with what was held back from it.
  const isThrough = sending.end.kind === 'all-tried';
  const unsent = isThrough ? sending : { ...sending, notTried: [...sending.notTried, ...queued] };
  const rest = await settleRest(unsent, { entry: result.entry.id, rows }, dependencies, {
    deadlineMs: options.deadlineMs,
    isHeld: held.isHeld,
  });
  const wait = rest.kind === 'put-back' ? [] : later;
  return {
    result,
    sending: { ...sending, rest, later: wait, ...(isThrough && queued.length > 0 ? { byQueue: { ids: queued } } : {}) },
  };
};

const wakingPlan = (count: number): Plan => ({
  action: 'send',
  subject: null,
  title: `Wake the queue for ${countOf(count, 'mail')}`,
  risk: 'careful',
  locksQueue: false,
  onStaleRows: 'skip',
  transactions: [],
  outside: [{ kind: 'wake-queue' }],
  byHand: [],
  warnings: [],
  irreversible: [],
  affects: { count, noun: 'mails' },
  evidence: [],
});

/** Has Odoo send mails that wait already. What could not be tried waits on. */
export const sendWaitingDirectly = async (
  way: SendNow,
  ids: readonly number[],
  dependencies: ChangeDependencies,
  options: DirectOptions,
): Promise<DirectSending | NotDone> => {
  const hold = await tryToHold(dependencies, options);
  if ('kind' in hold) return hold;
  await using held = hold;
  return await sendDirectly(way, ids, {
    ...options,
    odoo: dependencies.odoo,
    isHeld: held.isHeld,
    canary: undefined,
  });
};

const tryToHold = async (dependencies: ChangeDependencies, options: ChangeOptions): Promise<QueueHold | NotDone> => {
  try {
    return await holdQueue(dependencies, options);
  } catch (error) {
    return explainInterruption(error, options.signal);
  }
};

/** The mails that are in the queue now: what is not known to be committed is not sent. */
const readWritten = async (
  plan: Plan,
  { entry, skipped }: Exclude<ApplyResult, NotDone>,
  { journal }: ChangeDependencies,
): Promise<{ readonly rows: readonly RowChange[]; readonly record: EntryRecord | undefined }> => {
  const record = (await journal.entries()).find(({ begun }) => begun.entry === entry.id);
  return { rows: findWritten(plan, record?.transactions ?? [], skipped), record };
};

/** How the mails failed before: the plan does not hold it, the journal does. */
const readClassesBefore = async (
  rows: readonly RowChange[],
  record: EntryRecord | undefined,
  { journal }: ChangeDependencies,
): Promise<ReadonlyMap<number, FailureClass>> => {
  const ids = rows.map(({ id }) => id);
  for (const { outcome, file } of record?.transactions ?? []) {
    if (record === undefined || outcome !== 'committed') continue;
    const found = classesBefore(decodeDone(await journal.recall(record.begun.entry, file)), ids);
    if (found.size === ids.length) return found;
  }
  return new Map();
};

import type { DatabaseStep, Plan } from '../../../domain/plan.ts';
import { classify } from '../../../domain/replies/classify.ts';
import type { FailureClass } from '../../../domain/replies/failure-class.ts';
import type { SendNow } from '../../../domain/send-now.ts';
import { applyPlan } from '../../apply.ts';
import { holdQueue, type QueueHold } from '../../database/hold-queue.ts';
import type { ChangeDependencies, ChangeOptions } from '../../dependencies.ts';
import { explainInterruption } from '../../interruption.ts';
import type { ApplyResult, NotDone } from '../../result.ts';
import { undoEntry } from '../../undo.ts';
import type { Outcomes } from '../follow-outcomes.ts';
import { type DirectSending, sendDirectly } from './send-directly.ts';

export interface DirectOptions extends ChangeOptions {
  /** One mail goes alone first. */
  readonly canary: boolean;
  readonly onOutcomes?: (outcomes: Outcomes) => void;
  readonly onSilence?: () => void;
  readonly settleMs?: number;
}

/** What became of mails that were not sent: those not tried, and those that Odoo left as they were. */
export type Rest =
  | { readonly kind: 'none' }
  /** They are failed mails again, as before. */
  | { readonly kind: 'put-back'; readonly ids: readonly number[] }
  /** They wait in the queue, and its next run sends them. */
  | { readonly kind: 'outgoing'; readonly ids: readonly number[]; readonly why: string };

export interface DirectRetry {
  readonly result: ApplyResult;
  /** Undefined when nothing was applied. */
  readonly sending: (DirectSending & { readonly rest: Rest }) | undefined;
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
  const hold = await tryToHold(dependencies, options);
  if ('kind' in hold) return { result: hold, sending: undefined };
  await using held = hold;
  const holding = { ...options, holdsQueue: true };
  const result = await applyPlan(plan, dependencies, holding);
  if (result.kind === 'not-done') return { result, sending: undefined };
  const skipped = new Set(result.skipped.filter(({ table }) => table === 'mail_mail').map(({ id }) => id));
  const rows = plan.transactions.flat().flatMap(mailRows);
  const ids = rows.flatMap(({ id, after }) =>
    typeof after['scheduled_date'] === 'string' || skipped.has(id) ? [] : [id],
  );
  const sending = await sendDirectly(way, ids, {
    ...options,
    odoo: dependencies.odoo,
    isHeld: held.isHeld,
    canary: options.canary ? classesBefore(rows.slice(0, 1)) : undefined,
  });
  const rest = await settleRest(sending, result.entry.id, dependencies, { options, held });
  return { result, sending: { ...sending, rest } };
};

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

const mailRows = (step: DatabaseStep) => (step.kind === 'update-rows' && step.table === 'mail_mail' ? step.rows : []);

const classesBefore = (rows: ReturnType<typeof mailRows>): ReadonlyMap<number, FailureClass> =>
  new Map(
    rows.map(({ id, before }) => {
      const reason = before['failure_reason'];
      return [id, classify(typeof reason === 'string' ? reason : '').class];
    }),
  );

interface Settling {
  readonly options: DirectOptions;
  readonly held: QueueHold;
}

/**
 * Undoes the entry for what was not sent: rows that Odoo wrote meanwhile are not touched by an undo. Not while Odoo may
 * still be sending: a row that changes under its feet makes it forget that it sent.
 */
const settleRest = async (
  { outcomes, end, notTried }: DirectSending,
  entry: string,
  dependencies: ChangeDependencies,
  { options: { deadlineMs }, held }: Settling,
): Promise<Rest> => {
  const ids = [...outcomes.waiting, ...notTried];
  if (ids.length === 0) return { kind: 'none' };
  if (end.kind === 'all-tried') return { kind: 'outgoing', ids, why: 'Odoo left them as they were' };
  if (end.kind === 'unknown' && !end.isOver) {
    return { kind: 'outgoing', ids, why: 'Odoo may be sending some of them still' };
  }
  const undone = await undoEntry(entry, dependencies, { deadlineMs, holdsQueue: await held.isHeld() });
  if (undone.kind === 'not-done') return { kind: 'outgoing', ids, why: undone.message };
  return { kind: 'put-back', ids };
};

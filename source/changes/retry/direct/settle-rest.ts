import type { RowChange } from '../../../domain/change/plan.ts';
import { applyPlan } from '../../apply.ts';
import type { ChangeDependencies, ChangeOptions } from '../../dependencies.ts';
import { undoEntry } from '../../undo-entry.ts';
import type { Outcomes } from '../follow-outcomes.ts';
import { planInterrupted } from './interrupted-sending.ts';
import type { DirectSending, SendingEnd } from './send-directly.ts';

/** What became of mails that were not sent: those not tried, and those that Odoo left as they were. */
export type Rest =
  | { readonly kind: 'none' }
  /**
   * They are failed mails again, as before, and so are those that were to leave later. `marked` of them carry the
   * failure of an interrupted sending instead; `unmarked` is why they could not be given it.
   */
  | {
      readonly kind: 'put-back';
      readonly ids: readonly number[];
      readonly marked: readonly number[];
      readonly unmarked?: string;
    }
  /** They wait in the queue, and its next run sends them. */
  | { readonly kind: 'outgoing'; readonly ids: readonly number[]; readonly why: string };

/** What the retry wrote. */
interface Written {
  readonly entry: string;
  readonly rows: readonly RowChange[];
}

interface Settling {
  readonly deadlineMs: number;
  readonly isHeld: () => Promise<boolean>;
}

/**
 * Undoes the entry for what was not sent: rows that Odoo wrote meanwhile are not touched by an undo. Not while Odoo may
 * still be sending: a row that changes under its feet makes it forget that it sent.
 */
export const settleRest = async (
  { outcomes, end, notTried }: DirectSending,
  { entry, rows }: Written,
  dependencies: ChangeDependencies,
  { deadlineMs, isHeld }: Settling,
): Promise<Rest> => {
  const waiting = [...outcomes.waiting, ...notTried];
  const left = judgeRest(waiting, end);
  if (left !== undefined) return left;
  const options: ChangeOptions = { deadlineMs, holdsQueue: await isHeld() };
  const undone = await undoEntry(entry, dependencies, options);
  const cut = undone.kind === 'not-done' ? undone : undone.why;
  if (cut !== undefined) return { kind: 'outgoing', ids: waiting, why: cut.message };
  return {
    kind: 'put-back',
    ids: findUntried(rows, outcomes),
    ...(await mark(findInterrupted(rows, end), dependencies, options)),
  };
};

/** What needs no putting back, or must not be: undefined where it is to be put back. */
export const judgeRest = (
  waiting: readonly number[],
  end: SendingEnd,
): Extract<Rest, { kind: 'none' | 'outgoing' }> | undefined => {
  if (waiting.length === 0) return { kind: 'none' };
  if (end.kind === 'all-tried') return { kind: 'outgoing', ids: waiting, why: 'Odoo left them as they were' };
  return end.kind === 'unknown' && !end.isOver
    ? { kind: 'outgoing', ids: waiting, why: 'Odoo may be sending some of them still' }
    : undefined;
};

/** The mails of which no outcome is known. */
export const findUntried = (rows: readonly Pick<RowChange, 'id'>[], outcomes: Outcomes): readonly number[] => {
  const tried = new Set([
    ...outcomes.sent,
    ...outcomes.failed.map(({ id }) => id),
    ...outcomes.others,
    ...outcomes.gone,
  ]);
  return rows.flatMap(({ id }) => (tried.has(id) ? [] : [id]));
};

/** Those that Odoo had in hand when it broke off. */
export const findInterrupted = <Row extends Pick<RowChange, 'id'>>(
  rows: readonly Row[],
  end: SendingEnd,
): readonly Row[] => {
  const inHand = new Set('mayBeDelivered' in end ? end.mayBeDelivered : []);
  return rows.filter(({ id }) => inHand.has(id));
};

const mark = async (
  rows: readonly RowChange[],
  dependencies: ChangeDependencies,
  options: ChangeOptions,
): Promise<{ readonly marked: readonly number[]; readonly unmarked?: string }> => {
  if (rows.length === 0) return { marked: [] };
  const result = await applyPlan(planInterrupted(rows, dependencies.odoo.version.series), dependencies, options);
  if (result.kind === 'not-done') return { marked: [], unmarked: result.message };
  const left = new Set(result.skipped.map(({ id }) => id));
  return { marked: rows.flatMap(({ id }) => (left.has(id) ? [] : [id])) };
};

import type { DatabaseStep } from '../domain/change/plan.ts';
import { SqlError } from '../services/postgres/sql-error.ts';
import { currentTransaction } from '../services/postgres/transaction-status.ts';
import { commitAtOnce } from './commit-at-once.ts';
import type { Catalogue } from './database/catalogue.ts';
import { canForesee, type Foreseen, foreseeSteps } from './database/foresee-steps.ts';
import { RowsMoved } from './database/run-steps.ts';
import type { QueueToLock } from './database/transaction.ts';
import {
  countRows,
  endCommitted,
  journalReady,
  type Place,
  startTiming,
  type TransactionsRun,
} from './transactions-run.ts';

/** Fewer rows are written sooner than they are read. */
const fewestRows = 50;

/** Whether it is known before what steps will do, and there are enough of them to care how long they hold their locks. */
export const isWorthForeseeing = (
  catalogue: Catalogue,
  steps: readonly DatabaseStep[],
): steps is Parameters<typeof foreseeSteps>[2] =>
  steps.every((step) => canForesee(catalogue, step)) &&
  steps.reduce((sum, { rows }) => sum + rows.length, 0) >= fewestRows;

/** How long its locks were held, ms; or why nothing was written. */
type WriteOutcome = { readonly tookMs: number } | { readonly why: 'moved' | 'locked' };

/**
 * Reads the rows, journals what is about to be done to them, and only then locks, writes and commits, all in one message:
 * while rows are locked nobody waits for us or our disk. `repeatable read` is the guard: PostgreSQL refuses to write a
 * row that somebody changed since it was read.
 */
export const writeAtOnce = async (
  run: TransactionsRun,
  steps: Parameters<typeof foreseeSteps>[2],
  { queue, ...place }: Place & { readonly queue: QueueToLock | null },
): Promise<WriteOutcome> => {
  const { options, writer, catalogue } = run;
  options.signal?.throwIfAborted();
  await writer.begin('repeatable read');
  let foreseen: Foreseen;
  try {
    const [xid, read] = await Promise.all([currentTransaction(writer), foreseeSteps(writer, catalogue, steps)]);
    foreseen = read;
    await journalReady(run, foreseen.done, { ...place, xid, isAgain: false });
  } catch (error) {
    await writer.rollback();
    if (error instanceof RowsMoved) return { why: 'moved' };
    throw error;
  }
  options.onProgress?.({ kind: 'committing', transaction: place.number });
  const heldMs = startTiming(run);
  try {
    const outcome = await commitAtOnce(writer, queue, foreseen.statements);
    if (outcome !== 'committed') {
      await noteRolledBack(run, place);
      return { why: outcome };
    }
  } catch (error) {
    if (error instanceof SqlError) await noteRolledBack(run, place);
    throw error;
  }
  const tookMs = heldMs();
  await endCommitted(run, place, { rows: countRows(foreseen.done), skipped: [] });
  return { tookMs };
};

const noteRolledBack = ({ dependencies: { journal }, entry }: TransactionsRun, { number }: Place): Promise<void> =>
  journal.note({ event: 'transaction-ended', entry, number, outcome: 'rolled-back' });

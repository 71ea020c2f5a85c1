import type { DatabaseStep, Plan } from '../domain/change/plan.ts';
import { currentTransaction } from '../services/postgres/transaction-status.ts';
import type { Writer } from '../services/postgres/writer.ts';
import type { Catalogue } from './database/catalogue.ts';
import { touchWaitingMails } from './database/direct-senders.ts';
import { countDone, type DoneStep, encodeDone } from './database/done-step.ts';
import { RowsMoved, runSteps } from './database/run-steps.ts';
import { withSavepoint } from './database/sql-text.ts';
import { findStaleRows, type StaleRow, withoutStale } from './database/stale-rows.ts';
import { beginTransaction, findSenders, type QueueToLock } from './database/transaction.ts';
import type { ChangeDependencies, ChangeOptions } from './dependencies.ts';
import { Interruption } from './interruption.ts';
import type { SkippedRow } from './result.ts';

interface TransactionsRun {
  readonly plan: Plan;
  readonly dependencies: ChangeDependencies;
  readonly options: ChangeOptions;
  readonly writer: Writer;
  readonly catalogue: Catalogue;
  readonly queue: QueueToLock | null;
  readonly entry: string;
  committed: number;
  rows: number;
  readonly skipped: SkippedRow[];
}

/**
 * The plan's transactions, one after the other; counts in `run` what was committed. Each is journalled with its number
 * before its commit, so that after a sudden end the server can be asked what became of it.
 * @throws what cut it short; transactions before stay committed.
 */
export const runTransactions = async (run: TransactionsRun): Promise<void> => {
  const { plan, options, writer } = run;
  const waitUntil = performance.now() + options.deadlineMs;
  for (const [number, steps] of plan.transactions.entries()) {
    const keepsAway = plan.locksQueue && options.holdsQueue !== true;
    const awaitsSenders = keepsAway && touchWaitingMails(steps);
    for (let isDone = false; !isDone; ) {
      options.signal?.throwIfAborted();
      const xid = await beginTransaction(writer, {
        ...(options.signal === undefined ? {} : { signal: options.signal }),
        queue: keepsAway ? run.queue : null,
        awaitsSenders,
        waitUntil,
        onWait: () => options.onProgress?.({ kind: 'waiting-for-queue' }),
      });
      try {
        isDone = await fillAndCommit(run, steps, { number, awaitsSenders, xid });
      } catch (error) {
        await writer.rollback();
        throw error;
      }
    }
  }
};

/** What one transaction is. */
interface Turn {
  readonly number: number;
  readonly awaitsSenders: boolean;
  /** Its number with the server, where that is known already. */
  readonly xid: string | undefined;
}

/** False, with nothing written, when a worker has begun to read mails meanwhile: it may send one as it was. */
const fillAndCommit = async (
  run: TransactionsRun,
  planned: readonly DatabaseStep[],
  { number, awaitsSenders, xid: known }: Turn,
): Promise<boolean> => {
  const { plan, dependencies, options, writer, entry } = run;
  const { journal } = dependencies;
  const { done, skipped } = (await runUnmoved(run, planned)) ?? (await runCarefully(run, planned));
  const rows = countRows(done);
  if (awaitsSenders && (await findSenders(writer)).length > 0) {
    await writer.rollback();
    return false;
  }
  if (rows > 0) {
    const xid = known ?? (await currentTransaction(writer));
    const file = await journal.keep(entry, `transaction-${number}.json`, encodeDone(done));
    await journal.write({ event: 'transaction-ready', entry, number, xid, file, changed: countDone(done), left: [] });
  }
  options.onProgress?.({ kind: 'committing', transaction: number });
  await writer.commit();
  run.committed += 1;
  run.rows += rows;
  run.skipped.push(...skipped);
  options.onProgress?.({ kind: 'committed', transaction: number, of: plan.transactions.length, rows: run.rows });
  if (rows > 0) await journal.note({ event: 'transaction-ended', entry, number, outcome: 'committed' });
  return true;
};

interface Written {
  readonly done: readonly DoneStep[];
  readonly skipped: readonly SkippedRow[];
}

/**
 * The usual case in one statement a table: all rows are as planned. Undefined, with nothing written, when they are not.
 * Only where the queue's lock keeps other consoles away: this locks rows in no particular order.
 */
const runUnmoved = async (
  { plan, writer, catalogue, queue }: TransactionsRun,
  planned: readonly DatabaseStep[],
): Promise<Written | undefined> => {
  if (!plan.locksQueue || queue === null || planned.some(needsLook)) return undefined;
  try {
    const done = await withSavepoint(writer, () => runSteps(writer, catalogue, planned, { compare: true }));
    return { done, skipped: [] };
  } catch (error) {
    if (error instanceof RowsMoved) return undefined;
    throw error;
  }
};

/** Rows with an id may have changed beside it; a row of a table of pairs is nothing but its key. */
const needsLook = (step: DatabaseStep): boolean =>
  step.kind === 'delete-rows' && step.rows.some((row) => Object.hasOwn(row, 'id'));

/** Locks and compares first, so that what moved can be named, or left. */
const runCarefully = async (
  { plan, writer, catalogue, committed }: TransactionsRun,
  planned: readonly DatabaseStep[],
): Promise<Written> => {
  const stale = await findStaleRows(writer, catalogue, planned);
  if (stale.length > 0 && plan.onStaleRows === 'fail') throw describeStale(stale, committed);
  const steps = stale.length === 0 ? planned : withoutStale(planned, stale);
  const skipped = stale.length === 0 ? [] : listSkipped(planned, steps, stale);
  return { done: await runSteps(writer, catalogue, steps), skipped };
};

const countRows = (done: readonly DoneStep[]): number => done.reduce((sum, { rows }) => sum + rows.length, 0);

const describeStale = ([first, ...others]: readonly StaleRow[], committed: number): Interruption => {
  const which = `row ${first?.id ?? ''} of ${first?.table}`;
  const how = first?.columns.length === 0 ? 'is gone' : `was changed (${first?.columns.join(', ')})`;
  const more = others.length === 0 ? '' : `, and ${others.length} more`;
  const what = committed === 0 ? 'nothing was changed' : 'it went no further';
  return new Interruption(
    'stale',
    `Since this was planned, ${which} ${how}${more}: ${what}.`,
    'Look again and decide anew.',
  );
};

/** The rows that were planned and not written: the stale ones, and those that stand or fall with them. */
const listSkipped = (
  planned: readonly DatabaseStep[],
  kept: readonly DatabaseStep[],
  stale: readonly StaleRow[],
): readonly SkippedRow[] => {
  const columns = new Map(stale.map((row) => [`${row.step} ${row.row}`, row.columns]));
  return planned.flatMap((step, index): readonly SkippedRow[] => {
    const rest = kept[index];
    if (step.kind === 'insert-row' || rest === undefined || rest.kind === 'insert-row') return [];
    const stays = new Set<unknown>(rest.rows);
    return step.rows.flatMap((row, place) =>
      stays.has(row)
        ? []
        : [{ table: step.table, id: idOf(step, place), columns: columns.get(`${index} ${place}`) ?? [] }],
    );
  });
};

const idOf = (step: Exclude<DatabaseStep, { readonly kind: 'insert-row' }>, place: number): number | null => {
  if (step.kind === 'update-rows') return step.rows[place]?.id ?? null;
  const id = step.rows[place]?.['id'];
  return typeof id === 'string' ? Number(id) : null;
};

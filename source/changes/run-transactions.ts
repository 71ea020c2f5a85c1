import type { DatabaseStep } from '../domain/change/plan.ts';
import { currentTransaction } from '../services/postgres/transaction-status.ts';
import { touchWaitingMails } from './database/direct-senders.ts';
import type { DoneStep } from './database/done-step.ts';
import { RowsMoved, runSteps } from './database/run-steps.ts';
import { findStaleRows, type StaleRow, withoutStale } from './database/stale-rows.ts';
import { beginTransaction, findSenders } from './database/transaction.ts';
import { Interruption } from './interruption.ts';
import { chooseMergingPace, firstMergingPace, takeTransactions } from './merge-transactions.ts';
import type { SkippedRow } from './result.ts';
import {
  countRows,
  endCommitted,
  journalReady,
  type Place,
  startTiming,
  type TransactionsRun,
} from './transactions-run.ts';
import { isWorthForeseeing, writeAtOnce } from './write-at-once.ts';

/**
 * The plan's transactions, one after the other; counts in `run` what was committed. Each is journalled with its number
 * before its commit, so that after a sudden end the server can be asked what became of it.
 * @throws what cut it short; transactions before stay committed.
 */
export const runTransactions = async (run: TransactionsRun): Promise<void> => {
  const { plan, options } = run;
  const waitUntil = performance.now() + options.deadlineMs;
  let pace = firstMergingPace;
  for (let number = 0; number < plan.transactions.length; ) {
    const { steps, parts } = takeTransactions(plan, number, pace.parts);
    number += parts;
    if (isOnlyCall(run, steps)) continue;
    const tookMs = await runOne(run, steps, { number: number - parts, parts, waitUntil });
    pace = chooseMergingPace(pace, { parts, tookMs });
  }
};

/** How long it held its locks, ms. */
const runOne = async (
  run: TransactionsRun,
  steps: readonly DatabaseStep[],
  { number, parts, waitUntil }: Place & { readonly waitUntil: number },
): Promise<number> => {
  const { plan, options, writer } = run;
  const keepsAway = plan.locksQueue && options.holdsQueue !== true;
  const awaitsSenders = keepsAway && touchWaitingMails(steps);
  let looksFirst = !mayWriteAtOnce(run, steps);
  let isAgain = false;
  if (!looksFirst && !awaitsSenders && isWorthForeseeing(run.catalogue, steps)) {
    const outcome = await writeAtOnce(run, steps, { number, parts, queue: keepsAway ? run.queue : null });
    if ('tookMs' in outcome) return outcome.tookMs;
    looksFirst = outcome.why === 'moved';
    isAgain = true;
  }
  for (;;) {
    options.signal?.throwIfAborted();
    const xid = await beginTransaction(writer, {
      ...(options.signal === undefined ? {} : { signal: options.signal }),
      queue: keepsAway ? run.queue : null,
      awaitsSenders,
      waitUntil,
      onWait: () => options.onProgress?.({ kind: 'waiting-for-queue' }),
    });
    const heldMs = startTiming(run);
    try {
      const isDone = await fillAndCommit(run, steps, { number, parts, awaitsSenders, xid, looksFirst, isAgain });
      if (isDone) return heldMs();
    } catch (error) {
      await writer.rollback();
      if (!(error instanceof RowsMoved)) throw error;
      looksFirst = true;
    }
  }
};

/** Whether a plan that calls the queue for its rows has changed none of them: there is nothing to call it for. */
export const leftAll = ({ plan, rows, skipped }: Pick<TransactionsRun, 'plan' | 'rows' | 'skipped'>): boolean =>
  plan.callsForRows === true && rows === 0 && skipped.length > 0;

const isOnlyCall = (run: TransactionsRun, steps: readonly DatabaseStep[]): boolean =>
  leftAll(run) && steps.every(({ kind }) => kind === 'insert-row');

/** What one transaction is. */
interface Turn extends Place {
  readonly awaitsSenders: boolean;
  /** Its number with the server, where that is known already. */
  readonly xid: string | undefined;
  /** Rows are locked and compared before they are written, so that what moved can be named, or left. */
  readonly looksFirst: boolean;
  readonly isAgain: boolean;
}

/** False, with nothing written, when a worker has begun to read mails meanwhile: it may send one as it was. */
const fillAndCommit = async (
  run: TransactionsRun,
  planned: readonly DatabaseStep[],
  { number, parts, awaitsSenders, xid: known, looksFirst, isAgain }: Turn,
): Promise<boolean> => {
  const { options, writer } = run;
  const { done, skipped } = looksFirst ? await runCarefully(run, planned) : await runUnmoved(run, planned);
  const rows = countRows(done);
  if (awaitsSenders && (await findSenders(writer)).length > 0) {
    await writer.rollback();
    return false;
  }
  if (rows > 0) {
    const xid = known ?? (await currentTransaction(writer));
    await journalReady(run, done, { number, parts, xid, isAgain });
  }
  options.onProgress?.({ kind: 'committing', transaction: number });
  await writer.commit();
  await endCommitted(run, { number, parts }, { rows, skipped });
  return true;
};

interface Written {
  readonly done: readonly DoneStep[];
  readonly skipped: readonly SkippedRow[];
}

/**
 * The usual case, in which all rows are as planned, takes one statement a table. Only where the queue's lock keeps other
 * consoles away: this locks rows in no particular order.
 */
const mayWriteAtOnce = ({ plan, queue }: TransactionsRun, planned: readonly DatabaseStep[]): boolean =>
  plan.locksQueue && queue !== null && !planned.some(needsLook);

/** @throws RowsMoved when a row is not as planned: what was written until then is to be rolled back. */
const runUnmoved = async (
  { writer, catalogue }: TransactionsRun,
  planned: readonly DatabaseStep[],
): Promise<Written> => ({ done: await runSteps(writer, catalogue, planned, { compare: true }), skipped: [] });

/** Rows with an id may have changed beside it; a row of a table of pairs is nothing but its key. */
const needsLook = (step: DatabaseStep): boolean =>
  step.kind === 'delete-rows' && step.rows.some((row) => Object.hasOwn(row, 'id'));

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

import type { Plan } from '../domain/change/plan.ts';
import type { Writer } from '../services/postgres/writer.ts';
import type { Catalogue } from './database/catalogue.ts';
import { countDone, type DoneStep, encodeDone } from './database/done-step.ts';
import type { QueueToLock } from './database/transaction.ts';
import type { ChangeDependencies, ChangeOptions } from './dependencies.ts';
import { keptFile } from './journal/state-folder.ts';
import type { SkippedRow } from './result.ts';

/** A plan's transactions under way. */
export interface TransactionsRun {
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

/** Which of the plan's transactions one is. */
export interface Place {
  readonly number: number;
  /** How many of them it is. */
  readonly parts: number;
}

interface Ready extends Place {
  readonly xid: string;
  /** Whether the same was about to be committed before, and was rolled back. */
  readonly isAgain: boolean;
}

/**
 * What was done, and that it is about to be committed, are on disk when this returns. Their order among each other does
 * not matter: until both are there nothing is committed, and the server says so of a transaction of that number.
 */
export const journalReady = async (
  { dependencies: { journal }, entry }: TransactionsRun,
  done: readonly DoneStep[],
  { number, parts, xid, isAgain }: Ready,
): Promise<void> => {
  const several = parts === 1 ? {} : { parts };
  const content = encodeDone(done);
  const file = keptFile(`transaction-${number}${isAgain ? '-again' : ''}.json`, content);
  const results = await Promise.allSettled([
    journal.keep(entry, file.name, content),
    journal.write({
      event: 'transaction-ready',
      entry,
      number,
      ...several,
      xid,
      file,
      changed: countDone(done),
      left: [],
    }),
  ]);
  for (const result of results) if (result.status === 'rejected') throw result.reason;
};

/** Counts, tells and notes what was committed. */
export const endCommitted = async (
  run: TransactionsRun,
  { number, parts }: Place,
  { rows, skipped }: { readonly rows: number; readonly skipped: readonly SkippedRow[] },
): Promise<void> => {
  const { plan, dependencies, options, entry } = run;
  run.committed += parts;
  run.rows += rows;
  run.skipped.push(...skipped);
  options.onProgress?.({
    kind: 'committed',
    transaction: number + parts - 1,
    of: plan.transactions.length,
    rows: run.rows,
  });
  if (rows > 0) await dependencies.journal.note({ event: 'transaction-ended', entry, number, outcome: 'committed' });
};

/** Begins to measure how long locks are held; says, whenever it is asked, how many ms that is until then. */
export const startTiming = ({ options }: TransactionsRun): (() => number) => {
  const { readClock = () => performance.now() } = options;
  const startedAt = readClock();
  return () => readClock() - startedAt;
};

export const countRows = (done: readonly DoneStep[]): number => done.reduce((sum, { rows }) => sum + rows.length, 0);

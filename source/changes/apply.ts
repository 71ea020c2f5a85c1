import type { Plan } from '../domain/change/plan.ts';
import type { Writer } from '../services/postgres/writer.ts';
import { holdEntry } from './database/hold-entry.ts';
import type { ChangeDependencies, ChangeOptions } from './dependencies.ts';
import { describeAllSkipped, describeSkipped } from './describe-skipped.ts';
import { explainInterruption, Interruption } from './interruption.ts';
import { type EntryRecord, toJournalEntry } from './journal/entry.ts';
import { JournalTrouble, troubleOf } from './journal/journal-trouble.ts';
import { followsCommit, runOutside } from './outside/run-outside.ts';
import { type Prepared, prepareChange } from './prepare.ts';
import { settleCommit } from './resolve.ts';
import { type ApplyResult, type NotDone, notDone, type SkippedRow } from './result.ts';
import { leftAll, runTransactions } from './run-transactions.ts';
import { secretMasker } from './secrets.ts';

/**
 * Does exactly what a plan says: journal, transactions, then the steps outside the database. A row that is no longer
 * as planned makes it give up, or is left, as the plan wants. Never rejects for what a person or the world can mend.
 *
 * Odoo's queue is not hurt: with `locksQueue` each transaction first takes the lock of the queue's cron, waiting for a
 * run to end until the deadline, and holds it only while it writes.
 */
export const applyPlan = async (
  plan: Plan,
  dependencies: ChangeDependencies,
  options: ChangeOptions,
): Promise<ApplyResult> => {
  if (plan.transactions.flat().length === 0 && plan.outside.length === 0) {
    return notDone('by-hand', 'Nothing of this can be done from here: it is to be done by hand.');
  }
  const { signal } = options;
  const mask = secretMasker(plan);
  const explain = (error: unknown): NotDone => masked(explainInterruption(error, signal), mask);
  let writer: Writer;
  try {
    writer = await dependencies.openWriter(dependencies.odoo.database, signal === undefined ? {} : { signal });
  } catch (error) {
    return { ...explain(error), why: 'no-connection' };
  }
  await using connection = writer;
  let prepared: Prepared;
  try {
    prepared = await prepareChange(plan, dependencies, connection, signal);
  } catch (error) {
    return explain(error);
  }
  return await applyPrepared({ plan, dependencies, options, prepared, writer: connection, mask, explain });
};

interface Carrying {
  readonly plan: Plan;
  readonly dependencies: ChangeDependencies;
  readonly options: ChangeOptions;
  readonly prepared: Prepared;
  readonly writer: Writer;
  readonly mask: (text: string) => string;
  readonly explain: (error: unknown) => NotDone;
}

const masked = (one: NotDone, mask: (text: string) => string): NotDone => ({ ...one, message: mask(one.message) });

const applyPrepared = async (carrying: Carrying): Promise<ApplyResult> => {
  const { dependencies, options, prepared, writer, explain } = carrying;
  const { journal } = dependencies;
  const entry = journal.newEntry();
  let hold: AsyncDisposable | null = null;
  try {
    hold = await holdEntry(dependencies, entry, options.signal === undefined ? {} : { signal: options.signal });
    await begin(carrying, entry);
  } catch (error) {
    await hold?.[Symbol.asyncDispose]();
    return explain(error);
  }
  await using _ = hold;
  options.onProgress?.({ kind: 'begun', entry });

  const run = { ...carrying, ...prepared, entry, committed: 0, rows: 0, skipped: [] as SkippedRow[] };
  let cut: NotDone | undefined;
  let fault: unknown;
  try {
    await options.beforeTransactions?.(entry);
    await runTransactions(run);
  } catch (error) {
    try {
      cut = run.committed > 0 && error instanceof JournalTrouble ? explainNoFurther(error) : explain(error);
    } catch (ours) {
      fault = ours;
    }
    if (writer.lost) run.committed += await settleCommit(dependencies, entry);
  }
  const undone = await runOutsideSteps(run, cut !== undefined || fault !== undefined);
  const left = [
    ...describeSkipped(run.skipped),
    ...(cut !== undefined && run.committed > 0 ? [cut.message] : []),
    ...undone,
  ];
  return await end(run, { left, undone, cut, fault });
};

/** What was committed before stays. */
const explainNoFurther = ({ trouble, tryThis }: JournalTrouble): NotDone =>
  notDone('failed', `${trouble}, and without a journal it goes no further.`, tryThis);

/** The journal is on disk before anything changes. */
const begin = async ({ plan, prepared, dependencies, mask }: Carrying, entry: string): Promise<void> => {
  await dependencies.journal.write({
    event: 'begun',
    entry,
    database: prepared.identity,
    action: plan.action,
    subject: plan.subject,
    title: mask(plan.title),
    irreversible: plan.irreversible.map(mask),
    locksQueue: plan.locksQueue,
    signalsCache: plan.outside.some(({ kind }) => kind === 'signal-cache'),
    transactions: plan.transactions.length,
    outside: plan.outside.length,
  });
};

interface Run extends Carrying, Prepared {
  readonly entry: string;
  committed: number;
  rows: number;
  readonly skipped: SkippedRow[];
}

/** The steps outside the database; after a failure only those that make the commits effective. */
const runOutsideSteps = async (run: Run, wasCut: boolean): Promise<readonly string[]> => {
  const { plan, dependencies, options, writer, entry, queue, mask } = run;
  if (wasCut && run.committed === 0) return [];
  if (leftAll(run) && !writer.lost) return [];
  const left: string[] = [];
  for (const [number, step] of plan.outside.entries()) {
    if ((wasCut || left.length > 0) && !followsCommit(step)) continue;
    if (writer.lost) {
      left.push('The connection with the database broke before all was done.');
      break;
    }
    const problem = await runOutside({ dependencies, options, writer, entry, queue }, step, number);
    if (problem !== null) left.push(mask(problem));
  }
  return left;
};

interface Ending {
  /** What was left, and of that the steps outside the database. */
  readonly left: readonly string[];
  readonly undone: readonly string[];
  readonly cut: NotDone | undefined;
  readonly fault: unknown;
}

const end = async (run: Run, { left, undone, cut, fault }: Ending): Promise<ApplyResult> => {
  const { plan, dependencies, entry, options } = run;
  const { journal } = dependencies;
  options.onProgress?.({ kind: 'ending' });
  const open = await journal.entries();
  const record = open.find(({ begun }) => begun.entry === entry);
  // A step whose end the journal could not note may have been done: what undo needs for it stays.
  const outside = record?.outside.filter(({ ended }) => ended === undefined || ended.left === null).length ?? 0;
  // The journal knows more than we saw: a commit whose answer was lost counts as well.
  const rows = Math.max(run.rows, record === undefined ? 0 : countRows(record));
  const wasDone = rows > 0 || outside > 0;
  const state = !wasDone ? 'not-applied' : cut === undefined && left.length === 0 ? 'applied' : 'in-part';
  // The connection broke in a commit and nobody could say yet what became of it: the entry stays open.
  const isUnsure = run.writer.lost && record?.transactions.some(({ outcome }) => outcome === 'unknown') === true;
  const trouble = isUnsure ? null : await troubleOf(journal.write({ event: 'ended', entry, state, left }));
  // What cannot be removed now the next start removes.
  if (state === 'not-applied' && !isUnsure) await troubleOf(journal.forget(entry));
  if (fault !== undefined) throw fault;
  if (state === 'not-applied') return cut ?? explainNothing(run.skipped, undone);
  const [written] = (await journal.entries()).filter(({ begun }) => begun.entry === entry);
  if (written === undefined) throw new Interruption('failed', 'The journal lost the entry that was just written.');
  const noted = toJournalEntry(written);
  return {
    kind: trouble === null ? state : 'in-part',
    entry: trouble === null ? noted : { ...noted, left: [...left, describeUnnoted(trouble)] },
    rows,
    skipped: run.skipped,
    why: cut,
    byHand: plan.byHand,
  };
};

const countRows = ({ transactions }: EntryRecord): number =>
  transactions
    .filter(({ outcome }) => outcome === 'committed')
    .flatMap(({ changed }) => changed)
    .reduce((sum, { count }) => sum + count, 0);

const describeUnnoted = (trouble: string): string =>
  `${trouble}, so the journal does not know yet how this ended: the next change, or the undo of this one, asks the database.`;

/** Why nothing was changed by what nothing cut short. */
const explainNothing = (skipped: readonly SkippedRow[], undone: readonly string[]): NotDone => {
  const words = [...(skipped.length > 0 ? [describeAllSkipped(skipped)] : []), ...undone];
  return notDone(undone.length > 0 ? 'failed' : 'stale', words.join(' ') || nothingLeft);
};

const nothingLeft = 'None of the rows is as it was when this was planned: nothing was changed.';

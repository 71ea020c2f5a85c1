import type { JournalEntry } from '../domain/change/journal-entry.ts';
import { signalCache } from '../services/odoo/writes/signal-cache.ts';
import type { Writer } from '../services/postgres/writer.ts';
import { rowsInTransaction } from './batch-sizes.ts';
import { refuseAnotherDatabase, refuseForbidden } from './change-refusals.ts';
import { readCatalogue } from './database/catalogue.ts';
import { divideDone } from './database/divide-done.ts';
import { decodeDone } from './database/done-step.ts';
import { holdEntry } from './database/hold-entry.ts';
import { isAbout, readDatabaseIdentity } from './database-identity.ts';
import type { ChangeDependencies, ChangeOptions } from './dependencies.ts';
import { explainInterruption, Interruption } from './interruption.ts';
import { canUndo, comesBack, type EntryRecord, leavesTraces, stateOf, toJournalEntry } from './journal/entry.ts';
import type { Journal } from './journal/journal.ts';
import type { DatabaseIdentity } from './journal/journal-events.ts';
import { troubleOf } from './journal/journal-trouble.ts';
import { undoOutside } from './outside/undo-outside.ts';
import { findQueue } from './prepare.ts';
import { restoreArchivedFiles } from './purge/restore-files.ts';
import { resolveOpenEntries } from './resolve.ts';
import { type NotDone, notDone, type UndoResult } from './result.ts';
import { type PieceUndoing, undoPiece } from './undo-piece.ts';

/**
 * Takes a change back: the entry of that id, or the newest of this database that was not taken back yet. Exactly what
 * was written is restored; what somebody changed since is left and named. An undo that was cut short can be done again.
 * Never rejects for what a person or the world can mend.
 */
export const undoEntry = async (
  entry: string | undefined,
  dependencies: ChangeDependencies,
  options: ChangeOptions,
): Promise<UndoResult> => {
  const { signal } = options;
  let writer: Writer;
  try {
    writer = await dependencies.openWriter(dependencies.odoo.database, signal === undefined ? {} : { signal });
  } catch (error) {
    return { ...explainInterruption(error, signal), why: 'no-connection' };
  }
  await using connection = writer;
  try {
    return await undoWith(connection, entry, dependencies, options);
  } catch (error) {
    return explainInterruption(error, signal);
  }
};

const undoWith = async (
  writer: Writer,
  wanted: string | undefined,
  dependencies: ChangeDependencies,
  options: ChangeOptions,
): Promise<UndoResult> => {
  const { journal } = dependencies;
  const signalled = options.signal === undefined ? {} : { signal: options.signal };
  await refuseForbidden(dependencies, signalled);
  const identity = await readDatabaseIdentity(writer, dependencies.host);
  refuseAnotherDatabase(dependencies.odoo.schema, identity);
  await resolveOpenEntries(dependencies, writer, signalled);
  const record = await findUndoable(identity, wanted, dependencies);
  const entry = record.begun.entry;
  await using hold = await holdEntry(dependencies, entry, signalled);
  if (hold === null || stateOf(record) === 'open') {
    throw new Interruption('refused', `Another console is working on ${entry} just now.`, 'Try again in a moment.');
  }
  await journal.write({ event: 'undo-begun', entry });
  options.onProgress?.({ kind: 'begun', entry });
  const { left, cut } = await takeBack(writer, record, dependencies, options);
  if (cut !== undefined) return { kind: 'undone-in-part', entry: await readEntry(journal, record), why: cut };
  options.onProgress?.({ kind: 'ending' });
  const state = left.length === 0 ? 'undone' : 'undone-in-part';
  const trouble = await troubleOf(journal.write({ event: 'undo-ended', entry, state, left }));
  if (trouble !== null)
    return { kind: 'undone-in-part', entry: await readEntry(journal, record), why: describeUnnoted(trouble, left) };
  // What was left may be wanted still, by hand; it goes with its age. What cannot be removed now the next start removes.
  if (state === 'undone') await troubleOf(journal.forget(entry));
  return { kind: state, entry: await readEntry(journal, record), why: undefined };
};

const readEntry = async (journal: Journal, record: EntryRecord): Promise<JournalEntry> =>
  toJournalEntry((await journal.entries()).find(({ begun }) => begun.entry === record.begun.entry) ?? record);

const describeUnnoted = (trouble: string, left: readonly string[]): NotDone => {
  const what = left.length === 0 ? 'All of it was taken back' : `${left.join(' ')} The rest was taken back`;
  return notDone('failed', `${what}, and the journal could not note it: ${trouble}.`);
};

/** Only a purge takes files along. */
const undoArchived = async ({ begun }: EntryRecord, { journal }: ChangeDependencies): Promise<readonly string[]> =>
  begun.action === 'purge' ? await restoreArchivedFiles(await journal.openPrivate(begun.entry)) : [];

interface TakenBack {
  /** What stays, a sentence each. */
  readonly left: readonly string[];
  /** Why it went no further. */
  readonly cut: NotDone | undefined;
}

/**
 * Where not even the first step could be taken, the journal says so.
 * @throws what kept it from the first step.
 */
const takeBack = async (
  writer: Writer,
  record: EntryRecord,
  dependencies: ChangeDependencies,
  options: ChangeOptions,
): Promise<TakenBack> => {
  let isUntouched = !record.outside.some(comesBack);
  const noticing: ChangeOptions = {
    ...options,
    onProgress: (progress) => {
      if (progress.kind === 'committing') isUntouched = false;
      options.onProgress?.(progress);
    },
  };
  try {
    const outside = await undoOutside(record, dependencies);
    const rows = await undoTransactions(writer, record, dependencies, noticing);
    const left = [...outside, ...rows, ...(await undoArchived(record, dependencies))];
    if (record.begun.signalsCache) await signalCache(writer, dependencies.odoo.version.series);
    return { left, cut: undefined };
  } catch (error) {
    if (!isUntouched) return { left: [], cut: explainInterruption(error, options.signal) };
    await troubleOf(dependencies.journal.write({ event: 'undo-given-up', entry: record.begun.entry }));
    throw error;
  }
};

const findUndoable = async (
  identity: DatabaseIdentity,
  wanted: string | undefined,
  { journal, odoo }: ChangeDependencies,
): Promise<EntryRecord> => {
  const here = (await journal.entries()).filter(isAbout(identity));
  const record = wanted === undefined ? here.findLast(canUndo) : here.find(({ begun }) => begun.entry === wanted);
  if (record === undefined) {
    const what = wanted === undefined ? 'no change that could be taken back' : `no change ${wanted}`;
    throw new Interruption(
      'refused',
      `The journal has ${what} in database '${odoo.database}'.`,
      'odoo-mail-doctor journal lists them.',
    );
  }
  if (!canUndo(record)) throw new Interruption('refused', whyNot(record));
  if (record.forgotten) {
    throw new Interruption(
      'refused',
      `${record.begun.entry} is more than 30 days old: what its undo needs, old secrets among it, was removed.`,
    );
  }
  return record;
};

const whyNot = (record: EntryRecord): string => {
  if (stateOf(record) === 'not-applied')
    return `${record.begun.entry} changed nothing, so there is nothing to take back.`;
  return leavesTraces(record)
    ? `${record.begun.entry} was taken back already.`
    : `${record.begun.entry} (${record.begun.title}) left nothing that could be taken back.`;
};

/** The last transaction first. */
const undoTransactions = async (
  writer: Writer,
  record: EntryRecord,
  dependencies: ChangeDependencies,
  options: ChangeOptions,
): Promise<readonly string[]> => {
  const committed = record.transactions.filter(({ outcome }) => outcome === 'committed').toReversed();
  const queue = record.begun.locksQueue && options.holdsQueue !== true ? await findQueue(dependencies, {}) : null;
  const waitUntil = performance.now() + options.deadlineMs;
  const left: string[] = [];
  for (const [index, transaction] of committed.entries()) {
    const restored = await undoTransaction(writer, record, transaction, { dependencies, options, queue, waitUntil });
    left.push(...restored);
    options.onProgress?.({ kind: 'committed', transaction: index, of: committed.length, rows: 0 });
  }
  return left;
};

const undoTransaction = async (
  writer: Writer,
  record: EntryRecord,
  { file, number }: EntryRecord['transactions'][number],
  undoing: Pick<PieceUndoing, 'options' | 'queue' | 'waitUntil'> & { readonly dependencies: ChangeDependencies },
): Promise<readonly string[]> => {
  const { entry, locksQueue } = record.begun;
  const steps = decodeDone(await undoing.dependencies.journal.recall(entry, file));
  const catalogue = await readCatalogue(
    writer,
    steps.map(({ table }) => table),
  );
  const left: string[] = [];
  // To take rows back takes longer than to write them: what Odoo's queue would wait for goes in pieces.
  for (const piece of locksQueue ? divideDone(steps, rowsInTransaction) : [steps])
    left.push(...(await undoPiece({ number, steps: piece }, { ...undoing, writer, catalogue })));
  return left;
};

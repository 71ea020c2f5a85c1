import { setTimeout } from 'node:timers/promises';
import { sumOf } from '../lib/sum-of.ts';
import { type TransactionStatus, transactionStatus } from '../services/postgres/transaction-status.ts';
import type { Writer } from '../services/postgres/writer.ts';
import { readCatalogue } from './database/catalogue.ts';
import { type DoneStep, decodeDone } from './database/done-step.ts';
import { holdEntry } from './database/hold-entry.ts';
import { wasDone } from './database/was-done.ts';
import { isAbout, isSameDatabase, readDatabaseIdentity } from './database-identity.ts';
import type { ChangeDependencies } from './dependencies.ts';
import { type EntryRecord, stateOf } from './journal/entry.ts';
import type { Journal } from './journal/journal.ts';

/** How long a killed process's connection may live on at the server. */
const patienceMs = 3_000;

/**
 * Finds out the truth about every change of this database whose process ended before it could say, and writes it into
 * the journal. A change that another console is working on stays open.
 */
export const resolveOpenEntries = async (
  dependencies: ChangeDependencies,
  writer: Writer,
  options: { readonly signal?: AbortSignal } = {},
): Promise<void> => {
  const { journal, host } = dependencies;
  const open = (await journal.entries()).filter((record) => stateOf(record) === 'open');
  if (open.length === 0) return;
  const isHere = isAbout(await readDatabaseIdentity(writer, host));
  for (const record of open.filter(isHere)) {
    await using hold = await holdEntry(dependencies, record.begun.entry, { ...options, patienceMs });
    if (hold !== null) await resolveEntry(dependencies, writer, record.begun.entry);
  }
};

const findRecord = async (journal: Journal, entry: string): Promise<EntryRecord | undefined> =>
  (await journal.entries()).find(({ begun }) => begun.entry === entry);

const resolveEntry = async (dependencies: ChangeDependencies, writer: Writer, entry: string): Promise<void> => {
  const { journal } = dependencies;
  await settleTransactions(dependencies, writer, entry);
  const record = await findRecord(journal, entry);
  // Read again under the mark: its process may have come to its end after all.
  if (record === undefined || record.ended !== undefined) return;
  // The server is still at it, without a client: what becomes of that is not known yet.
  if (record.transactions.some(({ outcome }) => outcome === 'unknown')) return;
  const committed = sumOf(
    record.transactions.filter(({ outcome }) => outcome === 'committed'),
    ({ parts = 1 }) => parts,
  );
  const outside = record.outside.filter(({ ended }) => ended?.left !== undefined && ended.left === null).length;
  const started = record.outside.filter(({ ended }) => ended === undefined);
  const isWhole = committed === record.begun.transactions && outside === record.begun.outside;
  const state = isWhole ? 'applied' : committed + outside + started.length > 0 ? 'in-part' : 'not-applied';
  const left = isWhole || state === 'not-applied' ? [] : describeRest(record, committed, outside, started);
  await journal.write({ event: 'ended', entry, state, left });
  if (state === 'not-applied') await journal.forget(entry);
};

const describeRest = (
  { begun }: EntryRecord,
  committed: number,
  outside: number,
  started: EntryRecord['outside'],
): readonly string[] => [
  'The process ended before it was finished.',
  ...(committed < begun.transactions
    ? [`${committed} of ${begun.transactions} transactions were written; the rest was not.`]
    : []),
  ...started.map(({ words }) => `It may or may not have done this: ${words}.`),
  ...(outside + started.length < begun.outside ? ['What was to follow outside the tables was not all done.'] : []),
];

/** Asks the server about each transaction without an end, and notes its answer; of how many of the plan's it was yes. */
const settleTransactions = async (dependencies: ChangeDependencies, writer: Writer, entry: string): Promise<number> => {
  const { journal, host } = dependencies;
  const record = await findRecord(journal, entry);
  const unknown = record?.transactions.filter(({ outcome }) => outcome === 'unknown') ?? [];
  let committed = 0;
  for (const { number, parts = 1, xid, file } of unknown) {
    const identity = await readDatabaseIdentity(writer, host);
    const isKnown = record !== undefined && isSameDatabase(record.begun.database, identity);
    const status = isKnown ? await awaitStatus(writer, xid) : 'forgotten';
    if (status === 'in progress') continue;
    const isCommitted =
      status === 'forgotten'
        ? await compareRows(writer, decodeDone(await journal.recall(entry, file)))
        : status === 'committed';
    committed += isCommitted ? parts : 0;
    await journal.write({
      event: 'transaction-ended',
      entry,
      number,
      outcome: isCommitted ? 'committed' : 'rolled-back',
    });
  }
  return committed;
};

/** A killed process's transaction may live on at the server for a moment. */
const awaitStatus = async (writer: Writer, xid: string): Promise<TransactionStatus> => {
  const giveUpAt = performance.now() + patienceMs;
  for (;;) {
    const status = await transactionStatus(writer, xid);
    if (status !== 'in progress' || performance.now() > giveUpAt) return status;
    await setTimeout(100);
  }
};

const compareRows = async (writer: Writer, steps: readonly DoneStep[]): Promise<boolean> =>
  wasDone(
    writer,
    await readCatalogue(
      writer,
      steps.map(({ table }) => table),
    ),
    steps,
  );

/**
 * After the connection broke in a commit: how many transactions turned out to be committed. Where the server cannot be
 * reached the entry stays open.
 */
export const settleCommit = async (dependencies: ChangeDependencies, entry: string): Promise<number> => {
  try {
    await using writer = await dependencies.openWriter(dependencies.odoo.database, {});
    return await settleTransactions(dependencies, writer, entry);
  } catch {
    return 0;
  }
};

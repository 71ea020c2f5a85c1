import type { JournalEntry } from '../domain/change/journal-entry.ts';
import type { Database } from '../services/postgres/database.ts';
import { isAbout, readDatabaseIdentity } from './database-identity.ts';
import type { ChangeDependencies } from './dependencies.ts';
import { type EntryRecord, toJournalEntry } from './journal/entry.ts';
import { resolveOpenEntries } from './resolve.ts';

interface Stoppable {
  readonly signal?: AbortSignal;
}

/** Settles what a sudden end left open and lists the changes of this database, oldest first. */
export const listChanges = (
  dependencies: ChangeDependencies,
  options: Stoppable = {},
): Promise<readonly JournalEntry[]> =>
  useRecords(dependencies, options, async (_, records) => records.map(toJournalEntry));

/** The records behind them, and the connection by which they were found. */
export const useRecords = async <Result>(
  dependencies: ChangeDependencies,
  options: Stoppable,
  use: (database: Database, records: readonly EntryRecord[]) => Promise<Result>,
): Promise<Result> => {
  await using writer = await dependencies.openWriter(dependencies.odoo.database, options);
  await resolveOpenEntries(dependencies, writer, options);
  const isHere = isAbout(await readDatabaseIdentity(writer, dependencies.host));
  return await use(writer, (await dependencies.journal.entries()).filter(isHere));
};

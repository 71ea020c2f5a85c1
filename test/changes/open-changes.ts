import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type Changes, type ChangesOptions, connectChanges } from './connect-changes.ts';

/** A folder of its own, gone with the test. */
export const temporaryFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'odoo-mail-doctor-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
};

/** What changes of a test's database go through, with a journal of its own unless one is named. */
export const openChanges = async (dsn: string, options: Partial<ChangesOptions> = {}): Promise<Changes> => {
  const changes = await connectChanges(dsn, { ...options, stateHome: options.stateHome ?? (await temporaryFolder()) });
  onTestFinished(() => changes.close());
  return changes;
};

/** The journal as it lies on disk. */
export const readJournalText = ({ stateHome }: Pick<Changes, 'stateHome'>): Promise<string> =>
  readFile(join(stateHome, 'odoo-mail-doctor', 'journal.jsonl'), 'utf8');

/** The entries that private/ has something of. */
export const listPrivate = ({ stateHome }: Changes): Promise<readonly string[]> =>
  readdir(join(stateHome, 'odoo-mail-doctor', 'private'));

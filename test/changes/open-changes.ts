import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { onTestFinished } from 'vitest';
import type { ChangeDependencies } from '../../source/changes/dependencies.ts';
import { openJournal } from '../../source/changes/journal/journal.ts';
import { runCommand } from '../../source/services/host/run-command.ts';
import { openOdoo } from '../../source/services/odoo/odoo.ts';
import { Writer } from '../../source/services/postgres/writer.ts';
import { openSession } from '../support/session.ts';

/** A folder of its own, gone with the test. */
export const temporaryFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'odoo-mail-doctor-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
};

/** A connection that writes, to the database of that DSN or to another one of its server. */
export const openWriterOf =
  (dsn: string): ChangeDependencies['openWriter'] =>
  (database) => {
    const url = new URL(dsn);
    url.pathname = `/${database}`;
    return Writer.open(
      async () => {
        const client = new Client({ connectionString: url.href, application_name: 'odoo-mail-doctor' });
        client.on('error', () => undefined);
        await client.connect();
        return client;
      },
      { name: `database '${database}'` },
    );
  };

export interface Changes extends ChangeDependencies {
  readonly stateHome: string;
}

/** What changes of a test's database go through, with a journal of its own unless one is named. */
export const openChanges = async (
  dsn: string,
  { stateHome, now = () => new Date(), ...others }: Partial<Changes> & { readonly now?: () => Date } = {},
): Promise<Changes> => {
  const home = stateHome ?? (await temporaryFolder());
  return {
    odoo: await openOdoo(openSession(dsn)),
    host: '127.0.0.1',
    openWriter: openWriterOf(dsn),
    readTwins: () => Promise.resolve({ uuid: null, createdAt: null, twins: [], unread: [] }),
    runCommand,
    journal: await openJournal({ stateHome: home, now, random: Math.random }),
    readOnly: false,
    stateHome: home,
    ...others,
  };
};

/** The journal as it lies on disk. */
export const readJournalText = ({ stateHome }: Changes): Promise<string> =>
  readFile(join(stateHome, 'odoo-mail-doctor', 'journal.jsonl'), 'utf8');

/** The entries that private/ has something of. */
export const listPrivate = ({ stateHome }: Changes): Promise<readonly string[]> =>
  readdir(join(stateHome, 'odoo-mail-doctor', 'private'));

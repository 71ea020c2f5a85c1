import { Client } from 'pg';
import type { ChangeDependencies } from '../../source/changes/dependencies.ts';
import { openJournal } from '../../source/changes/journal/journal.ts';
import { runCommand } from '../../source/services/host/run-command.ts';
import { openOdoo } from '../../source/services/odoo/odoo.ts';
import { PostgresSession } from '../../source/services/postgres/postgres-session.ts';
import { Writer } from '../../source/services/postgres/writer.ts';

/** What changes of a database go through. No part of it knows the test runner: the process that is killed uses it too. */
export interface Changes extends ChangeDependencies {
  readonly stateHome: string;
  close(): Promise<void>;
}

export interface ChangesOptions extends Partial<ChangeDependencies> {
  readonly stateHome: string;
  readonly now?: () => Date;
}

const connect = (dsn: string, database: string) => async (): Promise<Client> => {
  const url = new URL(dsn);
  url.pathname = `/${database}`;
  const client = new Client({ connectionString: url.href, application_name: 'odoo-mail-doctor', pipeline: true });
  client.on('error', () => undefined);
  await client.connect();
  return client;
};

export const connectChanges = async (
  dsn: string,
  { stateHome, now = () => new Date(), ...others }: ChangesOptions,
): Promise<Changes> => {
  const session = new PostgresSession(connect(dsn, new URL(dsn).pathname.slice(1)), { name: 'the test database' });
  return {
    odoo: await openOdoo(session),
    host: '127.0.0.1',
    openWriter: (database) => Writer.open(connect(dsn, database), { name: `database '${database}'` }),
    readTwins: () => Promise.resolve({ uuid: null, createdAt: null, number: 1, twins: [], unread: [] }),
    runCommand,
    journal: await openJournal({ stateHome, now, random: Math.random }),
    readOnly: false,
    stateHome,
    close: () => session.close(),
    ...others,
  };
};

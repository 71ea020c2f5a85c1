import type { Client } from 'pg';
import type { Dialect } from './dialect.ts';
import type { MailSettings } from './runner-settings.ts';
import type { SessionContext } from './smtp/runner-session.ts';

export type Log = (level: 'INFO' | 'WARNING' | 'ERROR', logger: string, text: string) => void;

/** What one run of the queue works with. `client` has a transaction open at all times, as an Odoo cursor does. */
export interface QueueRun {
  readonly client: Client;
  readonly dialect: Dialect;
  readonly settings: MailSettings;
  readonly smtp: SessionContext;
  readonly log: Log;
}

/** Odoo's cursors work at this isolation level in every version (odoo/sql_db.py). */
export const beginRunnerTransaction = async (client: Client): Promise<void> => {
  await client.query('begin isolation level repeatable read');
};

/** Commits and opens the next transaction, as `cr.commit()` does. */
export const commit = async (client: Client): Promise<void> => {
  await client.query('commit');
  await beginRunnerTransaction(client);
};

/** Rolls back and opens the next transaction. */
export const rollback = async (client: Client): Promise<void> => {
  await client.query('rollback');
  await beginRunnerTransaction(client);
};

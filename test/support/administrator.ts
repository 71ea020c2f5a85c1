import { Pool } from 'pg';

import { type CreateDatabaseOptions, formatCreateDatabase, formatDsn } from '../../source/demo/database/databases.ts';
import { runCluster } from './cluster.ts';

let sessions: Pool | undefined;

/** The superuser's connections are kept as long as the worker lives: logging in costs more than most statements. */
const administer = async (statement: string): Promise<void> => {
  sessions ??= new Pool({
    connectionString: formatDsn(await runCluster(), 'postgres', 'postgres'),
    max: 2,
    allowExitOnIdle: true,
  }).on('error', () => undefined);
  await sessions.query(statement);
};

/** Creates a database in the run's PostgreSQL, owned by `odoo`. */
export const createTestDatabase = (name: string, options: CreateDatabaseOptions = {}): Promise<void> =>
  administer(formatCreateDatabase(name, options));

/** Drops it whoever is still connected. */
export const dropTestDatabase = (name: string): Promise<void> =>
  administer(`drop database if exists "${name}" with (force)`);

/**
 * Nobody connects to it again, and who is connected is sent away: what looks at every database of the server would keep it
 * from being renamed and copied.
 */
export const closeTemplate = async (name: string): Promise<void> => {
  await administer(`alter database "${name}" with is_template true allow_connections false`);
  await administer(`select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`);
};

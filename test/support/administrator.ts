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

/** Nobody connects to it again: what looks at every database of the server would keep it from being copied. */
export const closeTemplate = (name: string): Promise<void> =>
  administer(`alter database "${name}" with is_template true allow_connections false`);

import type { ConnectionSource, Keyword } from './keywords.ts';

/** https://www.postgresql.org/docs/current/libpq-envars.html */
const variables: ReadonlyMap<string, Keyword> = new Map([
  ['PGHOST', 'host'],
  ['PGHOSTADDR', 'hostaddr'],
  ['PGPORT', 'port'],
  ['PGDATABASE', 'dbname'],
  ['PGUSER', 'user'],
  ['PGPASSWORD', 'password'],
  ['PGPASSFILE', 'passfile'],
  ['PGSSLMODE', 'sslmode'],
  ['PGSSLROOTCERT', 'sslrootcert'],
  ['PGSSLCERT', 'sslcert'],
  ['PGSSLKEY', 'sslkey'],
  ['PGCONNECT_TIMEOUT', 'connect_timeout'],
  ['PGSERVICE', 'service'],
  ['PGSERVICEFILE', 'servicefile'],
]);

/** What libpq's environment variables say. An empty one counts as not set. */
export const readConnectionEnvironment = (env: NodeJS.ProcessEnv): ConnectionSource => {
  const set = [...variables].flatMap(([name, keyword]) => {
    const value = env[name];
    if (value === undefined || value === '') return [];
    return [[keyword, { value, origin: { kind: 'environment', name } }]];
  });
  return Object.fromEntries(set);
};

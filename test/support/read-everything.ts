import type { Client } from 'pg';
import { withClient } from '../../../source/demo/database/databases.ts';
import type { TestDatabase } from '../../support/postgres.ts';

type Contents = Readonly<Record<string, readonly string[]>>;

/** Every row of every table, in PostgreSQL's own words. */
export const readEverything = ({ dsn }: TestDatabase): Promise<Contents> => withClient(dsn, readTables);

/** The same as it would be after those statements, which are not kept. */
export const readEverythingAfter = ({ dsn }: TestDatabase, statements: string): Promise<Contents> =>
  withClient(dsn, async (client) => {
    await client.query(`begin; ${statements}`);
    return await readTables(client);
  });

const readTables = async (client: Client): Promise<Contents> => {
  const tables = await client.query<{ name: string }>(
    `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1`,
  );
  const contents: Record<string, readonly string[]> = {};
  for (const { name } of tables.rows) {
    const { rows } = await client.query<{ row: string }>(`select t::text as row from "${name}" t order by 1`);
    contents[name] = rows.map(({ row }) => row);
  }
  return contents;
};

import { withClient } from '../../../source/demo/database/databases.ts';
import type { TestDatabase } from '../../support/postgres.ts';

/** Every row of every table, in PostgreSQL's own words. */
export const readEverything = ({ dsn }: TestDatabase): Promise<Readonly<Record<string, readonly string[]>>> =>
  withClient(dsn, async (client) => {
    const tables = await client.query<{ name: string }>(
      `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1`,
    );
    const contents: Record<string, readonly string[]> = {};
    for (const { name } of tables.rows) {
      const { rows } = await client.query<{ row: string }>(`select t::text as row from "${name}" t order by 1`);
      contents[name] = rows.map(({ row }) => row);
    }
    return contents;
  });

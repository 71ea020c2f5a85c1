import type { Client } from 'pg';
import { withClient } from '../../source/demo/database/databases.ts';

type Contents = Readonly<Record<string, readonly string[]>>;

interface ReadOptions {
  /** Columns that are the moment's own; with them the rows are told as JSON, without them in PostgreSQL's own words. */
  readonly without?: readonly string[];
}

/** Every row of every table. */
export const readEverything = ({ dsn }: { readonly dsn: string }, options?: ReadOptions): Promise<Contents> =>
  withClient(dsn, (client) => readTables(client, options));

/** The same as it would be after those statements, which are not kept. */
export const readEverythingAfter = (
  { dsn }: { readonly dsn: string },
  statements: string,
  options?: ReadOptions,
): Promise<Contents> =>
  withClient(dsn, async (client) => {
    await client.query(`begin; ${statements}`);
    return await readTables(client, options);
  });

const readTables = async (client: Client, { without }: ReadOptions = {}): Promise<Contents> => {
  const tables = await client.query<{ name: string }>(
    `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1`,
  );
  const told = without === undefined ? 't::text' : `(to_jsonb(t) - '{${without.join()}}'::text[])::text`;
  const contents: Record<string, readonly string[]> = {};
  for (const { name } of tables.rows) {
    const { rows } = await client.query<{ row: string }>(`select ${told} as row from "${name}" t order by 1`);
    contents[name] = rows.map(({ row }) => row);
  }
  return contents;
};

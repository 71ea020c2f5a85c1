import { randomUUID } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { withClient } from '../../source/demo/database/databases.ts';
import type { DemoDatabase } from './postgres.ts';

/** Columns that a role may not read, by table; an empty list hides the whole table. */
export type Hidden = Readonly<Record<string, readonly string[]>>;

/** A role of its own for one test, which may read everything but that and write nothing; returns its address. */
export const createRoleWithout = async (database: DemoDatabase, hidden: Hidden): Promise<string> => {
  const role = `reader_${randomUUID().replaceAll('-', '')}`;
  const run = (statements: readonly string[]): Promise<void> =>
    withClient(database.superuserDsn, async (client) => {
      for (const statement of statements) await client.query(statement);
    });
  await run([`create role ${role} login password 'reading'`, `grant select on all tables in schema public to ${role}`]);
  onTestFinished(() => run([`drop owned by ${role}`, `drop role ${role}`]));
  for (const [table, columns] of Object.entries(hidden)) {
    const readable = await database.query<{ name: string }>(
      `select quote_ident(attname) as name from pg_attribute
       where attrelid = $1::regclass and attnum > 0 and not attisdropped and attname <> all ($2)`,
      [table, columns],
    );
    await run([`revoke select on ${table} from ${role}`]);
    if (columns.length > 0) {
      await run([`grant select (${readable.map(({ name }) => name).join(', ')}) on ${table} to ${role}`]);
    }
  }
  const address = new URL(database.dsn);
  address.username = role;
  address.password = 'reading';
  return address.toString();
};

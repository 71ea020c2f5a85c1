import pg from 'pg';
import { vi } from 'vitest';
import { withoutTransaction } from '../../source/services/postgres/read-transaction.ts';

/** What frames a statement: its transaction, and what a new connection is asked about itself. */
const frame = /^(begin|commit|rollback|set |savepoint |release )/;

/** The statements that connections to this database are given while `work` runs, without what frames them. */
export const recordStatements = async (database: string, work: () => Promise<unknown>): Promise<readonly string[]> => {
  const statements: string[] = [];
  const query = pg.Client.prototype.query;
  const spy = vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (this: pg.Client, ...given: never[]) {
    const [first] = given as readonly unknown[];
    const text = typeof first === 'string' ? first : String((first as { readonly text?: unknown } | null)?.text);
    const line = withoutTransaction(text).replaceAll(/\s+/g, ' ').trim();
    if (this.database === database && !frame.test(line)) statements.push(line);
    return Reflect.apply(query, this, given);
  } as never);
  try {
    await work();
  } finally {
    spy.mockRestore();
  }
  return statements;
};

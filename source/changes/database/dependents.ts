import { countOf } from '../../domain/wording/count.ts';
import type { Database, QueryOptions } from '../../services/postgres/database.ts';
import type { CatalogueTable } from './catalogue.ts';
import { quote, type Text } from './sql-text.ts';

/**
 * What the server would delete, or cut off, together with these rows, in words; null when nothing hangs on them. Such
 * rows are in no plan, so undo could not bring them back. Cost: one look by the key's index for each table that refers.
 */
export const countDependents = async (
  database: Database,
  table: CatalogueTable,
  ids: readonly Text[],
  options?: QueryOptions,
): Promise<string | null> => {
  for (const { table: dependent, column } of table.dependents) {
    // The name is the catalogue's own spelling, quoted where it must be.
    const [row] = await database.query<{ count: number }>(
      `select count(*)::int as count from ${dependent} where ${quote(column)} = any($1)`,
      [ids],
      options,
    );
    if (row !== undefined && row.count > 0) return `${countOf(row.count, 'row')} of ${dependent}`;
  }
  return null;
};

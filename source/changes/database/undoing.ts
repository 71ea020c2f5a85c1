import type { Database, QueryOptions } from '../../services/postgres/database.ts';
import { SqlError } from '../../services/postgres/sql-error.ts';
import type { CatalogueTable } from './catalogue.ts';
import type { DoneStep } from './done-step.ts';
import { withSavepoint } from './sql-text.ts';

/** One step on its way back. */
export interface Undoing {
  readonly database: Database;
  readonly table: CatalogueTable;
  readonly options: QueryOptions | undefined;
  /** What stays as it is, a sentence each. */
  readonly left: string[];
}

export type RowsStep = Extract<DoneStep, { readonly kind: 'inserted' | 'deleted' }>;

/** SQLSTATE class 23: a foreign key, a unique index. Anything else is no matter of rows and goes on up. */
export const tryStep = async (database: Database, work: () => Promise<unknown>): Promise<SqlError | null> => {
  try {
    await withSavepoint(database, work);
    return null;
  } catch (error) {
    if (error instanceof SqlError && error.code.startsWith('23')) return error;
    throw error;
  }
};

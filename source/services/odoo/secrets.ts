import { Secret } from '../../domain/secret.ts';
import type { StoredSecret } from '../../domain/stored-secret.ts';
import { findColumn, type OdooSchema, type OdooTable } from './schema.ts';

/** Rows of a table with secrets: which of them were left out of a select for want of rights, the schema knows. */
export type ReadSecret = (column: string, value: string | null | undefined) => StoredSecret;

/** Wraps the secrets of one table's rows as selectSecrets brought them. */
export const secretsOf =
  (schema: OdooSchema, table: OdooTable): ReadSecret =>
  (column, value) => {
    if (findColumn(schema, table, column)?.readable === false) return { kind: 'not-permitted' };
    return value === null || value === undefined || value === ''
      ? { kind: 'none' }
      : { kind: 'stored', secret: new Secret(value) };
  };

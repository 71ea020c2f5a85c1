import type { StoredSecret } from '../../domain/odoo/stored-secret.ts';
import { Secret } from '../../domain/secret.ts';
import { isExpected } from './column-versions.ts';
import { findColumn, type OdooSchema, type OdooTable } from './odoo-schema.ts';

/** Rows of a table with secrets: which of them were left out of a select for want of rights, the schema knows. */
export type ReadSecret = (column: string, value: string | null | undefined) => StoredSecret;

/** Wraps the secrets of one table's rows as selectSecrets brought them. */
export const secretsOf =
  (schema: OdooSchema, table: OdooTable): ReadSecret =>
  (column, value) => {
    const known = findColumn(schema, table, column);
    // One that was dropped says as little as one that the role may not read.
    const isHidden = known === undefined ? isExpected(table, column, schema.series) : !known.readable;
    if (isHidden) return { kind: 'not-permitted' };
    return value === null || value === undefined || value === ''
      ? { kind: 'none' }
      : { kind: 'stored', secret: new Secret(value) };
  };

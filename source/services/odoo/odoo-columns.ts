import { MissingColumnError } from '../../domain/database/missing-column-error.ts';
import { isExpected } from './column-versions.ts';
import { findColumn, type OdooSchema, type OdooTable, type SchemaColumn } from './odoo-schema.ts';

/**
 * The select list for the columns that this database has; the rows lack those that its version does not know. The
 * column's type in the catalogue decides how its value travels, so that no reader depends on a driver's or a session's
 * settings: Odoo's naive UTC as seconds since 1970, translated text (jsonb from 16 on) in English or else any language.
 * @throws MissingColumnError where a column is gone that this version has: "not there" is neither "off" nor "none".
 */
export const selectColumns = (schema: OdooSchema, table: OdooTable, alias: string, names: readonly string[]): string =>
  names
    .flatMap((name) => {
      const column = hasColumn(schema, table, name) ? findColumn(schema, table, name) : undefined;
      return column === undefined ? [] : [`${expressColumn(`${alias}."${name}"`, column)} as "${name}"`];
    })
    .join(', ');

/**
 * Whether this database has a column that only some versions have.
 * @throws MissingColumnError where its version should have it.
 */
export const hasColumn = (schema: OdooSchema, table: OdooTable, name: string): boolean => {
  if (findColumn(schema, table, name) !== undefined) return true;
  // Where the table itself is not there, the statement says so.
  if (schema.tables.has(table) && isExpected(table, name, schema.series)) {
    throw new MissingColumnError(`the table ${table}`, schema.database, `column ${name}`);
  }
  return false;
};

/** A select list for secrets: one that the role may not read is left out too, instead of failing the whole row. */
export const selectSecrets = (schema: OdooSchema, table: OdooTable, alias: string, names: readonly string[]): string =>
  names
    .filter((name) => findColumn(schema, table, name)?.readable === true)
    .map((name) => `, ${alias}."${name}"`)
    .join('');

/** A naive UTC timestamp as seconds since 1970: epoch counts a timestamp without zone as if it were UTC. */
export const epoch = (reference: string): string => `extract(epoch from ${reference})::float8`;

const expressColumn = (reference: string, { type }: SchemaColumn): string => {
  switch (type) {
    case 'timestamp':
    case 'timestamptz':
    case 'date':
      return epoch(reference);
    case 'int8':
    case 'numeric':
      return `${reference}::float8`;
    case 'jsonb':
      return `case jsonb_typeof(${reference})
        when 'object' then coalesce(${reference} ->> 'en_US', (select value from jsonb_each_text(${reference}) limit 1))
        else ${reference} #>> '{}' end`;
    default:
      return reference;
  }
};

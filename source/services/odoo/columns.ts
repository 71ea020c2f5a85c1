import { type Column, findColumn, type OdooSchema, type OdooTable } from './schema.ts';

/**
 * The select list for the columns that this database has; the rows simply lack the rest. The column's type in the
 * catalogue decides how its value travels, so that no reader depends on a driver's or a session's settings:
 * Odoo's naive UTC as seconds since 1970, translated text (jsonb from 16 on) in English or else any language.
 */
export const selectColumns = (schema: OdooSchema, table: OdooTable, alias: string, names: readonly string[]): string =>
  names
    .flatMap((name) => {
      const column = findColumn(schema, table, name);
      return column === undefined ? [] : [`${expressColumn(`${alias}."${name}"`, column)} as "${name}"`];
    })
    .join(', ');

/** The same for secrets: one that the role may not read is left out too, instead of failing the whole row. */
export const selectSecrets = (schema: OdooSchema, table: OdooTable, alias: string, names: readonly string[]): string =>
  names
    .filter((name) => findColumn(schema, table, name)?.readable === true)
    .map((name) => `, ${alias}."${name}"`)
    .join('');

/** A naive UTC timestamp as seconds since 1970: epoch counts a timestamp without zone as if it were UTC. */
export const epoch = (reference: string): string => `extract(epoch from ${reference})::float8`;

const expressColumn = (reference: string, { type }: Column): string => {
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

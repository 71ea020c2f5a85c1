import type { OdooSeries } from '../../../domain/odoo/odoo-series.ts';
import { type DemoColumn, type DemoTable, isIn } from './table.ts';

/** The statement that creates a table as that version has it, still without keys and indexes. */
export function createTable(table: DemoTable, series: OdooSeries): string {
  const columns = table.columns.filter((column) => isIn(series, column)).map(describeColumn);
  const id = hasId(table) ? ['id serial'] : [];
  const inherits = table.inherits === undefined ? '' : ` inherits (${table.inherits.name})`;
  return `create table ${table.name} (\n  ${[...id, ...columns].join(',\n  ')}\n)${inherits}`;
}

function hasId(table: DemoTable): boolean {
  return table.primaryKey === undefined && table.inherits === undefined;
}

function describeColumn(column: DemoColumn): string {
  const fallback = column.default === undefined ? '' : ` default ${column.default}`;
  return `"${column.name}" ${column.type}${fallback}${column.notNull ? ' not null' : ''}`;
}

/** Primary key, indexes, unique and check constraints of a filled table: fast, because they are built at once. */
export function addKeys(table: DemoTable, series: OdooSeries): string[] {
  const primaryKey = (table.primaryKey ?? ['id']).join(', ');
  return [
    `alter table ${table.name} add constraint ${table.name}_pkey primary key (${primaryKey})`,
    ...(table.constraints ?? [])
      .filter((constraint) => isIn(series, constraint))
      .map(({ name, definition }) => `alter table ${table.name} add constraint ${name} ${definition}`),
    ...allColumns(table)
      .filter((column) => isIn(series, column))
      .flatMap((column) => createColumnIndex(table, column, series)),
    ...(table.indexes ?? [])
      .filter((index) => isIn(series, index))
      .map(
        ({ name, unique, on, where }) =>
          `create ${unique ? 'unique ' : ''}index ${name} on ${table.name} (${on})${where === undefined ? '' : ` where ${where}`}`,
      ),
  ];
}

function createColumnIndex(table: DemoTable, { name, index }: DemoColumn, series: OdooSeries): string[] {
  if (index === undefined || !isIn(series, index)) {
    return [];
  }
  // Odoo 17 put a second underscore between table and column.
  const indexName = `${table.name}${series >= 17 ? '__' : '_'}${name}_index`;
  const partial = index.partialFrom !== undefined && series >= index.partialFrom ? ` where ${name} is not null` : '';
  return [`create index ${indexName} on ${table.name} (${name})${partial}`];
}

/** The foreign keys of a table. They come last, when the tables they point at have their primary keys. */
export function addForeignKeys(table: DemoTable, series: OdooSeries): string[] {
  return allColumns(table)
    .filter((column) => isIn(series, column))
    .flatMap(({ name, references, onDelete = 'set null' }) =>
      references === undefined
        ? []
        : [
            `alter table ${table.name} add constraint ${table.name}_${name}_fkey ` +
              `foreign key (${name}) references ${references} (id) on delete ${onDelete}`,
          ],
    );
}

/** Its own columns and the inherited ones: PostgreSQL inherits columns, but neither keys nor indexes. */
export function allColumns(table: DemoTable): readonly DemoColumn[] {
  return [...(table.inherits?.columns ?? []), ...table.columns];
}

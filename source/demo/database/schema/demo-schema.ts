import type { OdooSeries } from '../../../domain/odoo/odoo-series.ts';
import { aliasTables } from './alias-tables.ts';
import { cronTables } from './cron-tables.ts';
import { addForeignKeys, addKeys, allColumns, createTable } from './ddl.ts';
import { mailModuleTables } from './mail-tables.ts';
import { messageTables } from './message-tables.ts';
import { notificationTables } from './notification-tables.ts';
import { peopleTables } from './people-tables.ts';
import { serverTables } from './server-tables.ts';
import { createSignaling } from './signaling.ts';
import { systemTables } from './system-tables.ts';
import { isIn } from './table.ts';

const allTables = [
  ...peopleTables,
  ...systemTables,
  ...cronTables,
  ...serverTables,
  ...aliasTables,
  ...messageTables,
  ...mailModuleTables,
  ...notificationTables,
];

/** The statements that create the tables of an Odoo database that this project deals with, without keys and indexes. */
export function createTables(series: OdooSeries): string[] {
  return [
    ...allTables.filter((table) => isIn(series, table)).map((table) => createTable(table, series)),
    ...createSignaling(series),
  ];
}

/** The statements that add keys and indexes once the tables are filled. */
export function addConstraints(series: OdooSeries): string[] {
  const tables = allTables.filter((table) => isIn(series, table));
  return [
    ...tables.flatMap((table) => addKeys(table, series)),
    ...tables.flatMap((table) => addForeignKeys(table, series)),
  ];
}

/** The columns that a table has in that version. */
export function columnNames(table: string, series: OdooSeries): ReadonlySet<string> {
  const found = allTables.find(({ name }) => name === table);
  if (found === undefined) {
    throw new Error(`The demo's database has no table ${table}.`);
  }
  return new Set([
    'id',
    ...allColumns(found)
      .filter((column) => isIn(series, column))
      .map(({ name }) => name),
  ]);
}

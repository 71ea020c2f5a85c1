import type { OdooSeries } from '../../../domain/odoo/odoo-series.ts';
import type { SqlRunner } from '../../scenario.ts';
import { columnNames } from '../schema/demo-schema.ts';

/** A database of one version, open for writing. */
export interface InsertTarget {
  readonly sql: SqlRunner;
  readonly series: OdooSeries;
}

export type Row = Readonly<Record<string, unknown>>;

/**
 * Inserts rows in one statement. A value for a column that this version does not have is left out, so that one row of
 * content serves all versions.
 */
export async function insertRows({ sql, series }: InsertTarget, table: string, rows: readonly Row[]): Promise<void> {
  const known = columnNames(table, series);
  const given = new Set(rows.flatMap((row) => Object.keys(row)));
  const columns = quote([...given].filter((name) => known.has(name)));
  await sql.query(
    `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1)`,
    [JSON.stringify(rows)],
  );
  if (given.has('id')) {
    await sql.query(`select setval(pg_get_serial_sequence('${table}', 'id'), (select max(id) from ${table}))`);
  }
}

/** As `insertRows`, with the values of each column given as an SQL expression over `from`. */
export async function insertSelected(
  { sql, series }: InsertTarget,
  table: string,
  expressions: Readonly<Record<string, string>>,
  from: string,
  values: readonly unknown[] = [],
): Promise<void> {
  const known = columnNames(table, series);
  const chosen = Object.entries(expressions).filter(([name]) => known.has(name));
  const columns = quote(chosen.map(([name]) => name));
  await sql.query(
    `insert into ${table} (${columns}) select ${chosen.map(([, expression]) => expression).join(', ')} from ${from}`,
    values,
  );
}

function quote(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ');
}

/** A text that users can translate, as that version stores it. */
export function translate(series: OdooSeries, text: string): unknown {
  return series >= 16 ? { en_US: text } : text;
}

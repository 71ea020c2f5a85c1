import type { OdooSeries } from '../../../domain/odoo/odoo-series.ts';

/** The versions that have a thing; both ends included, an open end means every version on that side. */
export interface Range {
  readonly from?: OdooSeries;
  readonly to?: OdooSeries;
}

export type ColumnType =
  | 'integer'
  | 'varchar'
  | 'varchar(16)'
  | 'varchar(32)'
  | 'varchar(40)'
  | 'varchar(1024)'
  | 'text'
  | 'jsonb'
  | 'boolean'
  | 'timestamp'
  | 'bytea'
  | 'double precision';

export interface DemoColumn extends Range {
  readonly name: string;
  readonly type: ColumnType;
  readonly notNull?: true;
  readonly default?: string;
  /** The table whose `id` it holds. */
  readonly references?: string;
  /** Odoo's own default is `set null`. */
  readonly onDelete?: 'set null' | 'cascade' | 'restrict';
  /** Odoo's index of one column, named after it. */
  readonly index?: ColumnIndex;
}

interface ColumnIndex extends Range {
  /** The first version in which it leaves out rows without a value. */
  readonly partialFrom?: OdooSeries;
}

export interface Constraint extends Range {
  readonly name: string;
  /** What stands behind `add constraint <name>`. */
  readonly definition: string;
}

export interface Index extends Range {
  readonly name: string;
  readonly unique?: true;
  /** What stands in the parentheses. */
  readonly on: string;
  readonly where?: string;
}

export interface DemoTable extends Range {
  readonly name: string;
  readonly columns: readonly DemoColumn[];
  /** The table whose columns (its `id` and sequence too) come first. */
  readonly inherits?: DemoTable;
  /** `id` unless told otherwise. */
  readonly primaryKey?: readonly string[];
  readonly constraints?: readonly Constraint[];
  readonly indexes?: readonly Index[];
}

export function column(name: string, type: ColumnType, rest: Omit<DemoColumn, 'name' | 'type'> = {}): DemoColumn {
  return { name, type, ...rest };
}

/** A text that users can translate: a JSON object by language since 16, plain text before. */
export function translated(
  name: string,
  plain: 'varchar' | 'text',
  rest: Omit<DemoColumn, 'name' | 'type'> = {},
): DemoColumn[] {
  return [column(name, plain, { ...rest, to: 15 }), column(name, 'jsonb', { ...rest, from: 16 })];
}

/** Who made and last changed a row, and when (UTC). */
export const audit: readonly DemoColumn[] = [
  column('create_uid', 'integer', { references: 'res_users' }),
  column('write_uid', 'integer', { references: 'res_users' }),
  column('create_date', 'timestamp'),
  column('write_date', 'timestamp'),
];

export function isIn(series: OdooSeries, { from = 14, to = 20 }: Range): boolean {
  return from <= series && series <= to;
}

import type { QueryOptions } from '../../../postgres/database.ts';
import { toLine } from '../../decode.ts';
import { selectColumns } from '../../odoo-columns.ts';
import { findColumn, type OdooSchema } from '../../odoo-schema.ts';
import { type OdooSource, readRows } from '../../odoo-source.ts';

/** A scheduled action that must not run while another does. */
export interface ExcludedCron {
  readonly id: number;
  readonly name: string;
}

const compose = (schema: OdooSchema): string => `
  select ${selectColumns(schema, 'ir_cron', 'c', ['id', 'cron_name'])}
  from ir_cron c
  where c.id in (
    select case when e.ir_cron1_id = $1 then e.ir_cron2_id else e.ir_cron1_id end
    from ir_cron_exclusion e where $1 in (e.ir_cron1_id, e.ir_cron2_id)
  ) and c.id <> $1
  order by c.id`;

/**
 * Those that OCA's base_cron_exclusion (14.0 to 18.0) keeps from running at the same time as this one; none without the
 * module or the right to read its table. Cost: a table of some rows.
 */
export const readExcludedCrons = async (
  source: OdooSource,
  cronId: number,
  options?: QueryOptions,
): Promise<readonly ExcludedCron[]> => {
  const { schema } = source;
  if (findColumn(schema, 'ir_cron_exclusion', 'ir_cron1_id')?.readable !== true) return [];
  const statement = { what: 'the scheduled actions (ir_cron)', text: compose(schema), values: [cronId] };
  const rows = await readRows<{ id: number; cron_name?: string | null }>(source, statement, options);
  return rows.map(({ id, cron_name }) => ({ id, name: toLine(cron_name) ?? `number ${id}` }));
};

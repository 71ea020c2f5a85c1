import type { QueryOptions } from '../../../postgres/database.ts';
import { toDate } from '../../decode.ts';
import { epoch } from '../../odoo-columns.ts';
import { type OdooSource, readRows } from '../../odoo-source.ts';

/** Run on Odoo 15–19, and on the demo's 14–20. */
const text = `
  select module, ${epoch('min(create_date)')} as at
  from ir_model_data
  where module = any($1)
  group by module`;

interface Row {
  readonly module: string;
  readonly at: number | null;
}

/**
 * When the first record of each module was made, which is when it was installed. Cost: an index range for each module,
 * some thousand rows for the largest.
 */
export const readModuleBeginnings = async (
  source: OdooSource,
  names: readonly string[],
  options?: QueryOptions,
): Promise<ReadonlyMap<string, Date>> => {
  const statement = { what: 'the external ids (ir_model_data)', text, values: [names] };
  const rows = await readRows<Row>(source, statement, options);
  return new Map(rows.flatMap(({ module, at }) => (at === null ? [] : [[module, toDate(at)] as const])));
};

import type { QueryOptions } from '../../postgres/database.ts';
import { type OdooSource, readRows } from '../source.ts';

/** Run on Odoo 14–19. */
const text = 'select id, value from ir_config_parameter where key = $1';

/** A system parameter's row with its exact value, for a plan; undefined when it is not set. Cost: one index lookup. */
export const readParameterRow = async (
  source: OdooSource,
  key: string,
  options?: QueryOptions,
): Promise<{ readonly id: number; readonly value: string } | undefined> => {
  const statement = { what: 'the system parameters (ir_config_parameter)', text, values: [key] };
  const [row] = await readRows<{ id: number; value: string }>(source, statement, options);
  return row;
};

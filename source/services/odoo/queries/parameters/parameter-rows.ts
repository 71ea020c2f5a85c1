import type { MailParameter } from '../../../../domain/odoo/mail-parameter.ts';
import type { QueryOptions } from '../../../postgres/database.ts';
import { type OdooSource, readRows } from '../../odoo-source.ts';

/** Run on Odoo 14–19. */
const text = 'select id, key from ir_config_parameter where key = any($1)';

interface Row {
  readonly id: number;
  readonly key: MailParameter;
}

/** The ids of the parameters that are set, for a plan that changes them. Cost: index lookups by key. */
export const readParameterRows = async (
  source: OdooSource,
  keys: readonly MailParameter[],
  options?: QueryOptions,
): Promise<ReadonlyMap<MailParameter, number>> => {
  const statement = { what: 'the system parameters (ir_config_parameter)', text, values: [keys] };
  const rows = await readRows<Row>(source, statement, options);
  return new Map(rows.map(({ key, id }) => [key, id]));
};

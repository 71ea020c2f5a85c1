import { type MailParameter, type MailParameters, mailParameters } from '../../../domain/mail-parameter.ts';
import type { QueryOptions } from '../../postgres/database.ts';
import { toText } from '../decode.ts';
import { type OdooSource, readRows } from '../source.ts';

/** Run on Odoo 14–19. */
const text = 'select key, value from ir_config_parameter where key = any($1)';

/** The system parameters that mail depends on, those that are set. Cost: index lookups by key. */
export const readParameters = async (source: OdooSource, options?: QueryOptions): Promise<MailParameters> => {
  const statement = { what: 'the system parameters (ir_config_parameter)', text, values: [mailParameters] };
  const rows = await readRows<{ key: MailParameter; value: string }>(source, statement, options);
  return Object.fromEntries(rows.map(({ key, value }) => [key, toText(value)]));
};

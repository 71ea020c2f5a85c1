import { type MailParameter, type MailParameters, mailParameters } from '../../../../domain/odoo/mail-parameter.ts';
import type { EnvironmentValue } from '../../../../domain/odoo/server-environment.ts';
import type { QueryOptions } from '../../../postgres/database.ts';
import { toText } from '../../decode.ts';
import { type OdooSource, readRows } from '../../odoo-source.ts';

/** Run on Odoo 14–19. */
const text = 'select key, value from ir_config_parameter where key = any($1)';

/** The system parameters that mail depends on, those that are set, as Odoo has them. Cost: index lookups by key. */
export const readParameters = async (source: OdooSource, options?: QueryOptions): Promise<MailParameters> => {
  const statement = { what: 'the system parameters (ir_config_parameter)', text, values: [mailParameters] };
  const rows = await readRows<{ key: MailParameter; value: string | null }>(source, statement, options);
  // From 20 on one that is there without a value is not set.
  const stored = rows.flatMap(({ key, value }) => (value === null ? [] : [[key, toText(value)] as const]));
  const overridden = [...findOverrides(source)].map(([key, { value }]) => [key, value] as const);
  return Object.fromEntries([...stored, ...overridden]);
};

/**
 * The parameters that odoo.conf gives before the table does (OCA's server_environment_ir_config_parameter): Odoo writes
 * the file's value into the table whenever it reads one of them, whatever stood there.
 */
export const findOverrides = ({
  modules,
  environment,
}: Pick<OdooSource, 'modules' | 'environment'>): ReadonlyMap<string, EnvironmentValue> =>
  modules.has('server_environment_ir_config_parameter') ? (environment?.parameters ?? new Map()) : new Map();

import type { Database, QueryOptions } from '../../../postgres/database.ts';
import { toSchedule } from '../../schedule.ts';
import { runStatement } from '../../statement.ts';

/** Run on Odoo 14–19, and harmless on what is no Odoo database. */
const text = `
  select key, value from ir_config_parameter where key in ('database.uuid', 'database.create_date')`;

/** By what Odoo tells one database from another. */
export interface OdooIdentity {
  readonly uuid: string | null;
  readonly createdAt: Date | null;
}

/** Identity of the database of that name. Cost: two index lookups. */
export const readOdooIdentity = async (
  database: Database,
  name: string,
  options?: QueryOptions,
): Promise<OdooIdentity> => {
  const statement = { what: 'the system parameters (ir_config_parameter)', text };
  const rows = await runStatement<{ key: string; value: string | null }>(database, name, statement, options);
  const values = new Map(rows.map(({ key, value }) => [key, value]));
  const created = toSchedule(values.get('database.create_date') ?? null);
  return { uuid: values.get('database.uuid') ?? null, createdAt: created.kind === 'not-before' ? created.at : null };
};

import type { QueryOptions } from '../../../postgres/database.ts';
import { toLine } from '../../decode.ts';
import { type OdooSource, readRows } from '../../odoo-source.ts';

/** Run on Odoo 15–19, and on the demo's 14–20. */
const text = `
  select u.id, coalesce(nullif(p.name, ''), u.login) as name
  from res_users u left join res_partner p on p.id = u.partner_id
  where u.id = any($1)`;

interface Row {
  readonly id: number;
  readonly name: string | null;
}

/** The users of those ids that are still there, archived ones as well. Cost: index lookups. */
export const readUserNames = async (
  source: OdooSource,
  ids: readonly number[],
  options?: QueryOptions,
): Promise<ReadonlyMap<number, string>> => {
  const statement = { what: 'the users (res_users)', text, values: [ids], persons: ['name'] };
  const rows = await readRows<Row>(source, statement, options);
  return new Map(rows.map(({ id, name }) => [id, toLine(name) ?? '']));
};

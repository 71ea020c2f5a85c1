import type { QueryOptions } from '../../postgres/database.ts';
import { toLine } from '../decode.ts';
import { hasTable } from '../schema.ts';
import { type OdooSource, readRows } from '../source.ts';

/** Run on Odoo 17–19. An alias without a name was never switched on. */
const text = `
  select id, alias_name, alias_full_name
  from mail_alias
  where alias_domain_id is null and alias_name <> ''
  order by id`;

interface Row {
  readonly id: number;
  readonly alias_name: string;
  readonly alias_full_name: string | null;
}

/** An alias that belongs to no alias domain: mail to it reaches nobody unless its name alone is enough. 17+. */
export interface HomelessAlias {
  readonly id: number;
  readonly name: string;
}

/** The named aliases without a domain; undefined on 16 and before, where all share one. Cost: a scan of a small table. */
export const readHomelessAliases = async (
  source: OdooSource,
  options?: QueryOptions,
): Promise<readonly HomelessAlias[] | undefined> => {
  if (!hasTable(source.schema, 'mail_alias_domain')) return undefined;
  const rows = await readRows<Row>(source, { what: 'the aliases (mail_alias)', text }, options);
  return rows.map(({ id, alias_name }) => ({ id, name: toLine(alias_name) }));
};

import type { QueryOptions } from '../../../postgres/database.ts';
import { hasTable } from '../../odoo-schema.ts';
import { type OdooSource, readRows } from '../../odoo-source.ts';

/** Run on Odoo 17–19. */
const text = `
  select a.id, a.alias_name as "name", a.alias_full_name as "fullName",
    array(select o.alias_domain_id from mail_alias o
      where o.alias_name = a.alias_name and o.alias_domain_id is not null) as "sameNameIn"
  from mail_alias a
  where a.alias_domain_id is null
  order by a.id`;

/** An alias that belongs to no alias domain: nobody can write to it. Texts are as they stand. 17+. */
export interface HomelessAlias {
  readonly id: number;
  /** Null or empty: it was never switched on. */
  readonly name: string | null;
  readonly fullName: string | null;
  /** Alias domains in which another alias has that name already. */
  readonly sameNameIn: readonly number[];
}

/** The aliases without a domain; undefined on 16 and before, where all share one. Cost: a scan of a small table. */
export const readHomelessAliases = async (
  source: OdooSource,
  options?: QueryOptions,
): Promise<readonly HomelessAlias[] | undefined> => {
  if (!hasTable(source.schema, 'mail_alias_domain')) return undefined;
  return await readRows<HomelessAlias>(source, { what: 'the aliases (mail_alias)', text, persons: ['name'] }, options);
};

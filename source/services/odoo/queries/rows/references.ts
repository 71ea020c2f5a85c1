import type { QueryOptions } from '../../../postgres/database.ts';
import { type OdooSource, readRows } from '../../odoo-source.ts';

/** A foreign key of one column that points at a table's id. Modules of others add some. */
export interface Reference {
  readonly table: string;
  readonly column: string;
  /** Where it points. */
  readonly target: string;
  /** What the server does to the referring row when the other goes. */
  readonly onDelete: 'cascade' | 'set-null' | 'refuse';
}

/** Run on Odoo 14–19. */
const text = `
  select child.relname as "table", a.attname as "column", parent.relname as target,
    case k.confdeltype when 'c' then 'cascade' when 'n' then 'set-null' else 'refuse' end as "onDelete"
  from pg_constraint k
  join pg_class child on child.oid = k.conrelid
  join pg_class parent on parent.oid = k.confrelid
  join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
  join pg_attribute b on b.attrelid = k.confrelid and b.attnum = k.confkey[1] and b.attname = 'id'
  where k.contype = 'f' and array_length(k.conkey, 1) = 1 and pg_table_is_visible(child.oid)
  order by 1, 2`;

/** Every such key of the database. Cost: catalogue only. */
export const readReferences = (source: OdooSource, options?: QueryOptions): Promise<readonly Reference[]> =>
  readRows<Reference>(source, { what: 'the catalogue', text }, options);

import type { QueryOptions } from '../../../postgres/database.ts';
import { type OdooSource, readRows } from '../../odoo-source.ts';

/** Documents that customers call by their number, and the tables where it is the name. */
const numbered: Readonly<Record<string, string>> = {
  account_move: 'account.move',
  sale_order: 'sale.order',
  purchase_order: 'purchase.order',
  stock_picking: 'stock.picking',
  helpdesk_ticket: 'helpdesk.ticket',
};

interface Numbered {
  readonly model: string;
  readonly ids: readonly number[];
}

/** Tables of those whose name has a B-tree and that this role may read. The catalogue is open to every role. */
const indexed = `
  select c.relname as "table"
  from unnest($1::text[]) as known(name)
  join pg_class c on c.oid = to_regclass(known.name)
  join pg_attribute a on a.attrelid = c.oid and a.attname = 'name' and not a.attisdropped
  where has_column_privilege(c.oid, a.attnum, 'select') and exists (
      select from pg_index i join pg_class x on x.oid = i.indexrelid join pg_am am on am.oid = x.relam
      where i.indrelid = c.oid and i.indkey[0] = a.attnum and am.amname = 'btree' and i.indpred is null
    )`;

/**
 * The documents of exactly that number, by model; those whose table has no index on it are left out. Run on Odoo 14–19.
 * Cost: the catalogue, and an index lookup a table.
 */
export const readDocumentsByNumber = async (
  source: OdooSource,
  number: string,
  options?: QueryOptions,
): Promise<readonly Numbered[]> => {
  const what = 'the catalogue';
  const tables = await readRows<{ readonly table: string }>(
    source,
    { what, text: indexed, values: [Object.keys(numbered)] },
    options,
  );
  const found: Numbered[] = [];
  for (const { table } of tables) {
    const model = numbered[table];
    if (model === undefined) continue;
    const text = `select id from ${table} where name = $1 order by id desc limit 20`;
    const statement = { what: `the documents (${table})`, text, values: [number] };
    const rows = await readRows<{ readonly id: number }>(source, statement, options);
    if (rows.length > 0) found.push({ model, ids: rows.map(({ id }) => id) });
  }
  return found;
};

import type { QueryOptions } from '../../../postgres/database.ts';
import { type OdooSource, readRows } from '../../source.ts';
import { composeStretch, type Stretch, type Walk } from './words-clause.ts';

/**
 * Contacts below an id whose name or address holds the words: neither has an index that would serve. Run on Odoo 14–19.
 * Cost: the primary key backwards, a comparison a row.
 */
export const walkContacts = async (
  source: OdooSource,
  { words, below, rows }: Walk,
  options?: QueryOptions,
): Promise<Stretch | undefined> => {
  const table = { table: 'res_partner', texts: ['name', 'email'], key: 'id', date: null };
  const { text, values } = composeStretch(table, words);
  const statement = { what: 'the contacts (res_partner)', text, values: [below, rows, ...values] };
  const [stretch] = await readRows<Stretch>(source, statement, options);
  return stretch;
};

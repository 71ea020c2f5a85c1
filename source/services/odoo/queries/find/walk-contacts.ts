import type { QueryOptions } from '../../../postgres/database.ts';
import type { OdooSource } from '../../odoo-source.ts';
import { type Stretch, type Walk, walkBack } from './walk-back.ts';

/**
 * Contacts below an id whose name or address holds the words: neither has an index that would serve. Run on Odoo 14–19.
 * Cost: the primary key backwards, a comparison a row.
 */
export const walkContacts = (source: OdooSource, walk: Walk, options?: QueryOptions): Promise<Stretch> =>
  walkBack(
    source,
    { what: 'the contacts (res_partner)', table: 'res_partner', texts: ['name', 'email'], key: 'id', date: null },
    walk,
    options,
  );

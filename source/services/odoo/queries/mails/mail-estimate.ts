import type { QueryOptions } from '../../../postgres/database.ts';
import { type OdooSource, readRows } from '../../odoo-source.ts';

const text = `select nullif(reltuples, -1)::float8 as mails from pg_class where oid = 'mail_mail'::regclass`;

/**
 * About how many rows mail_mail has, as PostgreSQL noted at the last vacuum or analyze; null where it never did.
 * Run on Odoo 14–19. Cost: catalogue only.
 */
export const estimateMails = async (source: OdooSource, options?: QueryOptions): Promise<number | null> => {
  const [row] = await readRows<{ mails: number | null }>(source, { what: 'the catalogue', text }, options);
  return row?.mails ?? null;
};

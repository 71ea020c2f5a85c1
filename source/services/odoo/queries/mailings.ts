import type { QueuedMailings } from '../../../domain/scheduled-message.ts';
import type { QueryOptions } from '../../postgres/database.ts';
import { epoch } from '../columns.ts';
import { toDate } from '../decode.ts';
import { hasTable } from '../schema.ts';
import { type OdooSource, readRows } from '../source.ts';

/** addons/mass_mailing/models/mailing.py, 14–19. */
const text = `
  select count(*)::int as count, ${epoch('min(coalesce(schedule_date, write_date))')} as earliest
  from mailing_mailing
  where state in ('in_queue', 'sending') and active is not false`;

/**
 * Mass mailings that are to become mails; undefined without the Email Marketing app. Cost: a scan of a table that
 * holds a row a mailing.
 */
export const readQueuedMailings = async (
  source: OdooSource,
  options?: QueryOptions,
): Promise<QueuedMailings | undefined> => {
  if (!hasTable(source.schema, 'mailing_mailing')) return undefined;
  const statement = { what: 'the mass mailings (mailing_mailing)', text };
  const [row] = await readRows<{ count: number; earliest: number | null }>(source, statement, options);
  return { count: row?.count ?? 0, earliest: toDate(row?.earliest ?? null) };
};

import type { QueryOptions } from '../../postgres/database.ts';
import { type OdooSource, readRows } from '../source.ts';

/** 14 compares its dates as text, 15 writes them so that they sort as text (mail/models/mail_mail.py). Run on Odoo 14–19. */
const text = `
  select count(*)::int as mails
  from mail_mail
  where state = 'outgoing'
    and (scheduled_date is null or scheduled_date::text < to_char(now() at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS'))`;

/**
 * How many mails the next run of the queue sends, whoever wakes it. Cost: the whole table once, since the state has no
 * index; a count that takes longer than `timeoutMs` fails.
 */
export const countDueMails = async (source: OdooSource, options?: QueryOptions): Promise<number> => {
  const [row] = await readRows<{ mails: number }>(source, { what: 'the mail queue (mail_mail)', text }, options);
  return row?.mails ?? 0;
};

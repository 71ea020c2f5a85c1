import type { ScheduledPost } from '../../../domain/scheduled-message.ts';
import type { QueryOptions } from '../../postgres/database.ts';
import { epoch } from '../columns.ts';
import { toDate, toLine } from '../decode.ts';
import { hasTable } from '../schema.ts';
import { type OdooSource, readRows } from '../source.ts';

/** Run on Odoo 18 and 19. */
const text = `
  select id, model, res_id, subject, ${epoch('scheduled_date')} as at
  from mail_scheduled_message
  order by scheduled_date, id
  limit $1`;

interface Row {
  readonly id: number;
  readonly model: string;
  readonly res_id: number;
  readonly subject: string | null;
  readonly at: number | null;
}

/**
 * Messages that somebody wrote to be posted later, earliest first; neither message nor mail of them exists yet.
 * Undefined where Odoo has no such table (17 and before). Cost: a scan of a table that holds only what is to come.
 */
export const readScheduledPosts = async (
  source: OdooSource,
  limit: number,
  options?: QueryOptions,
): Promise<readonly ScheduledPost[] | undefined> => {
  if (!hasTable(source.schema, 'mail_scheduled_message')) return undefined;
  const statement = { what: 'the scheduled messages (mail_scheduled_message)', text, values: [limit] };
  const rows = await readRows<Row>(source, statement, options);
  return rows.map((row) => ({
    id: row.id,
    document: { model: toLine(row.model), id: row.res_id },
    subject: toLine(row.subject),
    at: toDate(row.at),
  }));
};

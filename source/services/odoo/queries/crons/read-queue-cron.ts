import type { QueueCron } from '../../../../domain/odoo/cron.ts';
import type { QueryOptions } from '../../../postgres/database.ts';
import type { OdooSchema } from '../../odoo-schema.ts';
import { type OdooSource, readRows } from '../../odoo-source.ts';
import { type CronRow, selectCrons, toCron } from './cron-select.ts';

/**
 * The external id first (addons/mail/data/ir_cron_data.xml, the same from 14 to 19); where somebody deleted the record
 * and made a new one, or switched it off for an active copy, the code tells. Run on Odoo 14–19.
 */
const compose = (schema: OdooSchema): string => `
  select cron.*, by_id.res_id is not null as has_external_id,
    bool_or(by_id.res_id is not null) over () as has_original
  from (${selectCrons(schema)}) cron
  left join ir_model_data by_id
    on by_id.module = 'mail' and by_id.name = 'ir_cron_mail_scheduler_action' and by_id.model = 'ir.cron'
    and by_id.res_id = cron.id
  where by_id.res_id is not null or cron.code ilike '%process_email_queue%'
  order by cron.active is not true, by_id.res_id is null, cron.id
  limit 1`;

interface Row extends CronRow {
  readonly has_external_id: boolean;
  readonly has_original: boolean;
}

/** The scheduled action that empties the queue, "Mail: Email Queue Manager". Cost: a table of some dozen rows. */
export const readQueueCron = async (source: OdooSource, options?: QueryOptions): Promise<QueueCron> => {
  const statement = { what: "the queue's scheduled action (ir_cron)", text: compose(source.schema) };
  const [row] = await readRows<Row>(source, statement, options);
  if (row === undefined) return { kind: 'missing' };
  if (row.has_external_id) return { kind: 'found', by: 'external-id', cron: toCron(row) };
  return { kind: 'found', by: row.has_original ? 'active-copy' : 'code', cron: toCron(row) };
};

import type { Client } from 'pg';
import type { OdooSeries } from '../../domain/odoo/odoo-series.ts';

const queueCron = `select res_id from ir_model_data
  where module = 'mail' and name = 'ir_cron_mail_scheduler_action' and model = 'ir.cron'`;

/** Makes the queue due at once: `_trigger` of ir_cron, and before there were triggers (14) its date. */
export const wakeQueue = async (client: Client, series: OdooSeries): Promise<void> => {
  await client.query(
    series >= 15
      ? `insert into ir_cron_trigger (cron_id, call_at, create_uid, write_uid, create_date, write_date)
         select res_id, date_trunc('second', moment), 1, 1, moment, moment
         from (${queueCron}) cron, (select now() at time zone 'UTC' as moment) clock`
      : `update ir_cron set nextcall = now() at time zone 'UTC' where id = (${queueCron})`,
  );
};

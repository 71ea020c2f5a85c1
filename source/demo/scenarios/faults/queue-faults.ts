import { toUtc } from '../../database/content/moments.ts';
import type { ScenarioContext } from '../../scenario.ts';

const queueCron = `(select res_id from ir_model_data
  where module = 'mail' and name = 'ir_cron_mail_scheduler_action' and model = 'ir.cron')`;

/** The administrator unticked `Active`: the cron keeps the time at which it would have run next. */
export async function switchQueueOff({ sql, series }: ScenarioContext, at: Date): Promise<void> {
  await sql.query(
    `update ir_cron set active = false, lastcall = $1, nextcall = $1::timestamp + interval '1 hour', write_uid = 2, write_date = $1
     where id = ${queueCron}`,
    [toUtc(at)],
  );
  if (series >= 18) {
    await sql.query(`delete from ir_cron_progress where cron_id = ${queueCron} and create_date > $1`, [toUtc(at)]);
  }
}

/** Takes back what the healthy company wrote since then. */
export async function forgetMailsSince({ sql }: ScenarioContext, since: Date): Promise<void> {
  // Odoo has no such index, and without one every deleted attachment costs a scan of all of them.
  await sql.query('create index ir_attachment_forgetting on ir_attachment (original_id)');
  await sql.query(
    `with gone as (delete from mail_message where date >= $1 returning id),
       files as (select attachment_id from message_attachment_rel join gone on gone.id = message_id)
     delete from ir_attachment where id in (select attachment_id from files)`,
    [toUtc(since)],
  );
  await sql.query('drop index ir_attachment_forgetting');
}

/** The last hourly run was then; nobody expects the next one before an hour has passed. */
export async function runQueueLast({ sql, series }: ScenarioContext, at: Date): Promise<void> {
  if (series >= 18) {
    await sql.query(
      `update ir_cron_progress as progress set create_date = create_date + shift, write_date = write_date + shift
       from (select id, $1::timestamp - lastcall as shift from ir_cron where id = ${queueCron}) as cron
       where progress.cron_id = cron.id`,
      [toUtc(at)],
    );
  }
  await sql.query(
    `update ir_cron set lastcall = $1, nextcall = $1::timestamp + interval '1 hour' where id = ${queueCron}`,
    [toUtc(at)],
  );
}

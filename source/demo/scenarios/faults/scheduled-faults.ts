import { insertMails } from '../../database/content/insert-mails.ts';
import { insertRows, insertSelected } from '../../database/content/insert-rows.ts';
import { before, toUtc } from '../../database/content/moments.ts';
import { employees } from '../../database/content/people.ts';
import type { ScenarioContext } from '../../scenario.ts';
import { sinceLastRun, writeMails } from './mails-faults.ts';

/** What waits since before then is to leave tomorrow, a mail every ten minutes. Until 15 the column holds text. */
export async function holdMailsBack({ sql, series, now }: ScenarioContext, writtenBefore: Date): Promise<void> {
  const moment = `$2::timestamp + row_number() over (order by mail.id) * interval '10 minutes'`;
  await sql.query(
    `update mail_mail as mail set scheduled_date = ${series <= 15 ? `to_char(held.moment, 'YYYY-MM-DD HH24:MI:SS')` : 'held.moment'}
     from (select mail.id, ${moment} as moment
       from mail_mail as mail join mail_message as message on message.id = mail.mail_message_id
       where mail.state = 'outgoing' and message.date < $1) as held
     where held.id = mail.id`,
    [toUtc(writtenBefore), toUtc(tomorrow(now))],
  );
}

/** Messages in a document's history whose followers are told tomorrow (16 and later): there is no mail of them yet. */
export async function scheduleNotifications(context: ScenarioContext, count: number): Promise<void> {
  const { sql, series, now } = context;
  if (series < 16) {
    return;
  }
  const { rows } = await sql.query('select coalesce(max(id), 0) as last from mail_message');
  const last = rows[0]?.['last'];
  await insertMails(context, writeMails(count, sinceLastRun(now), { state: 'outgoing' }));
  await sql.query('delete from mail_notification where mail_message_id > $1', [last]);
  await sql.query('delete from mail_mail where mail_message_id > $1', [last]);
  await insertSelected(
    context,
    'mail_message_schedule',
    {
      mail_message_id: 'id',
      scheduled_datetime: `$2::timestamp + row_number() over (order by id) * interval '1 hour'`,
      notification_parameters: `'{}'`,
      ...stamps,
    },
    'mail_message where id > $1',
    [last, toUtc(tomorrow(now))],
  );
  await callCron(context, 'ir_cron_send_scheduled_message', 'select scheduled_datetime from mail_message_schedule');
}

const stamps = { create_uid: '2', write_uid: '2', create_date: 'date', write_date: 'date' };

/** Messages that users wrote today and want posted later (18 and later). */
export async function postponeMessages(context: ScenarioContext, count: number): Promise<void> {
  const { series, now } = context;
  if (series < 18) {
    return;
  }
  const written = toUtc(before(now, { minutes: 50 }));
  await insertRows(
    context,
    'mail_scheduled_message',
    employees.slice(0, count).map(({ id }, index) => ({
      model: 'project.task',
      res_id: 1_000 + index,
      author_id: id,
      subject: `Appointment for service call ${1_000 + index}`,
      body: '<p>We will be with you at the agreed time.</p>',
      is_note: false,
      notification_parameters: '{}',
      scheduled_date: toUtc(before(tomorrow(now), { hours: -index })),
      create_uid: 2,
      write_uid: 2,
      create_date: written,
      write_date: written,
    })),
  );
  await callCron(context, 'ir_cron_post_scheduled_message', 'select scheduled_date from mail_scheduled_message');
}

/** Odoo asks for a run of the cron at each of those moments. */
async function callCron({ sql }: ScenarioContext, externalId: string, moments: string): Promise<void> {
  await sql.query(
    `insert into ir_cron_trigger (cron_id, call_at)
     select data.res_id, moment.at from ir_model_data as data cross join (${moments}) as moment (at)
     where data.module = 'mail' and data.name = $1 and data.model = 'ir.cron'`,
    [externalId],
  );
}

/** Eighteen hours on: Monday noon becomes Tuesday morning. */
function tomorrow(now: Date): Date {
  return before(now, { hours: -18 });
}

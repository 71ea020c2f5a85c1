import { insertCrons } from '../../database/content/insert-crons.ts';
import { before, toUtc } from '../../database/content/moments.ts';
import type { ShippedCron } from '../../database/content/shipped-crons.ts';
import type { ScenarioContext } from '../../scenario.ts';

const common = { every: [1, 'days'], priority: 5, ranMinutesAgo: 55 * 60 } as const;

const invoices: ShippedCron = {
  ...common,
  module: 'account',
  externalId: 'ir_cron_account_move_send',
  name: 'Send invoices automatically',
  model: 'account.move',
  code: 'model._cron_account_move_send(job_count=20)',
};

const mailings: ShippedCron = {
  ...common,
  module: 'mass_mailing',
  externalId: 'ir_cron_mass_mailing_queue',
  name: 'Mail Marketing: Process queue',
  model: 'mailing.mailing',
  code: 'model._process_mass_mailing_queue()',
};

/** Invoices that are to be sent in the background (17 and later), of the accounting app what matters here; and its action. */
async function leaveInvoices({ sql, series, now }: ScenarioContext, count: number): Promise<void> {
  const pending = series >= 18 ? 'sending_data' : 'send_and_print_values';
  await sql.query(
    `create table account_move (id serial primary key, name varchar, state varchar, move_type varchar,
       is_move_sent boolean, ${pending} jsonb, create_date timestamp, write_date timestamp)`,
  );
  await sql.query(
    `insert into account_move (name, state, move_type, is_move_sent, ${pending}, create_date, write_date)
     select 'INV/2026/' || number, 'posted', 'out_invoice', number > $1,
       case when number <= $1 then '{"sending_methods": ["email"]}'::jsonb end, $2, $2
     from generate_series(1, $1 + 60) number`,
    [count, toUtc(before(now, { hours: 50 }))],
  );
}

/** Mass mailings that wait in the queue of the marketing app. */
async function leaveMailings({ sql, now }: ScenarioContext, count: number): Promise<void> {
  await sql.query(
    `create table mailing_mailing (id serial primary key, state varchar, active boolean, mailing_type varchar,
       schedule_date timestamp, create_date timestamp, write_date timestamp)`,
  );
  await sql.query(
    `insert into mailing_mailing (state, active, mailing_type, create_date, write_date)
     select case when number <= $1 then 'in_queue' else 'done' end, true, 'mail', $2, $2
     from generate_series(1, $1 + 6) number`,
    [count, toUtc(before(now, { hours: 50 }))],
  );
}

/** Somebody switched the action off two days ago: invoices wait for it, and up to 16 mass mailings. */
export async function switchInvoicingOff(context: ScenarioContext, count: number): Promise<void> {
  const { sql, series, now } = context;
  const action = series >= 17 ? invoices : mailings;
  if (series >= 17) await leaveInvoices(context, count);
  else await leaveMailings(context, 3);
  const id = await insertCrons(context, now, [action]);
  await sql.query('update ir_cron set active = false where id = $1', [id]);
}

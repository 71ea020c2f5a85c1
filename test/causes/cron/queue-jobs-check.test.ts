import { describe, expect, test } from 'vitest';
import { cronCause } from '../../../source/causes/cron/index.ts';
import { wake } from '../../../source/causes/cron/remedies/wake-queue-remedy.ts';
import { stuckCause } from '../../../source/causes/stuck/index.ts';
import { readVitals } from '../../../source/queue/vitals.ts';
import { complaintsOf, runCause } from '../../support/run-cause.ts';
import { openSickWorld, type SickWorld } from '../../support/sick-world.ts';

const queue = `(select res_id from ir_model_data where module = 'mail' and name = 'ir_cron_mail_scheduler_action')`;

/** What OCA's queue_job and queue_job_cron leave in a database whose queue is handed to them. */
const install = `
  alter table ir_cron add run_as_queue_job boolean, add channel_id int;
  create table queue_job (
    id serial primary key, uuid varchar, name varchar, state varchar, channel varchar, model_name varchar,
    method_name varchar, kwargs text, exc_name varchar, exc_message varchar, exc_info text, date_created timestamp,
    date_enqueued timestamp, date_started timestamp, date_done timestamp, eta timestamp);
  update ir_cron set run_as_queue_job = true where id = ${queue}`;

/** A job of this action, or of another one. */
const add = (state: string, { action = 'ir_actions_server_id', failure = '' } = {}): string => `
  insert into queue_job (name, state, channel, model_name, method_name, kwargs, exc_name, exc_message, date_created,
    date_done)
  select cron_name, '${state}', 'root.ir_cron', 'ir.cron', '_run_job_as_queue_job',
    '{"server_action": {"_type": "odoo_recordset", "model": "ir.actions.server", "ids": [' || ${action} || '], "uid": 1}}',
    nullif(split_part('${failure}', ':', 1), ''), nullif(split_part('${failure}', ': ', 2), ''),
    now() at time zone 'UTC' - interval '3 hours',
    case when '${state}' in ('done', 'failed') then now() at time zone 'UTC' - interval '1 minute' end
  from ir_cron where id = ${queue}`;

/** A mail that has waited since before the action's last run. */
const passOver = `
  update ir_cron set lastcall = now() at time zone 'UTC' - interval '1 minute' where id = ${queue};
  update mail_mail set state = 'outgoing', create_date = now() at time zone 'UTC' - interval '5 hours',
    write_date = now() at time zone 'UTC' - interval '5 hours'
  where id in (select max(id) from mail_mail where state = 'sent')`;

const diagnose = async (world: SickWorld) => {
  const context = await world.checkContext();
  return { context, found: await runCause(context, cronCause), stuck: await runCause(context, stuckCause) };
};

describe.each([16, 17] as const)('Odoo %i whose queue is handed to the job queue', (series) => {
  test('a job that nobody takes is the fault, not a run that breaks off, and no wake is planned', async () => {
    const world = await openSickWorld({ series, scenario: 'healthy' });
    await world.database.query(`${install}; ${passOver}; ${add('pending')}`);
    const { context, found, stuck: stuckFindings } = await diagnose(world);

    expect(complaintsOf(found)).toEqual(['cron.jobs: fail']);
    expect(found.get('cron.jobs')).toMatchObject({
      summary: expect.stringMatching(
        /a job has waited for 3 h.* nobody takes it, and no job runner is connected: \d+ mails? waits?\.$/,
      ),
      detail: expect.stringContaining('server_wide_modules'),
    });
    expect(found.get('cron.due')?.summary).toMatch(/^The queue is handed to OCA's job queue on time/);
    expect(stuckFindings.get('stuck.waiting')).toMatchObject({ status: 'skipped', consequenceOf: 'cron' });
    await expect(wake.plan(context, { subject: null, values: { texts: {}, secrets: {} } })).rejects.toThrow(
      /only adds another job/,
    );
    const { odoo, target, sight, signal } = context;
    await expect(readVitals(odoo, { wanted: target.address, sight }, { signal })).resolves.toMatchObject({
      jobs: { jobs: [{ state: 'pending' }], runnerSeen: false },
    });
  });

  test('a failed job is told with what its code raised', async () => {
    const world = await openSickWorld({ series, scenario: 'healthy' });
    await world.database.query(`${install}; ${passOver}; ${add('failed', { failure: 'ValueError: no such field' })}`);
    const { found } = await diagnose(world);

    expect(found.get('cron.jobs')).toMatchObject({
      status: 'fail',
      summary: expect.stringContaining('its last job failed: ValueError: no such field'),
    });
  });

  test('a job that was done is a run: what it left behind is stuck, and other actions’ jobs are none of the queue’s', async () => {
    const world = await openSickWorld({ series, scenario: 'healthy' });
    await world.database.query(`${install}; ${passOver}; ${add('pending', { action: '987654' })}`);
    const before = await diagnose(world);
    expect(before.found.get('cron.jobs')).toMatchObject({
      status: 'ok',
      summary: expect.stringContaining('no job of it'),
    });
    expect(complaintsOf(before.stuck)).toEqual([]);

    await world.database.query(add('done'));
    const { found, stuck: stuckFindings } = await diagnose(world);
    expect(found.get('cron.jobs')).toMatchObject({ status: 'ok', summary: expect.stringContaining('last ran it at') });
    expect(complaintsOf(stuckFindings)).toEqual(['stuck.waiting: fail']);
  });

  test('an action that is not handed over has no such check', async () => {
    const world = await openSickWorld({ series, scenario: 'healthy' });
    await world.database.query(`${install}; ${add('pending')}; update ir_cron set run_as_queue_job = false`);
    const { found } = await diagnose(world);

    expect(found.has('cron.jobs')).toBe(false);
    expect(complaintsOf(found)).toEqual([]);
  });
});

import { describe, expect, test, vi } from 'vitest';
import { feedersCause } from '../../../source/causes/feeders/index.ts';
import { activateFeeder } from '../../../source/causes/feeders/remedies/activate-feeder-remedy.ts';
import { wakeFeeder } from '../../../source/causes/feeders/remedies/wake-feeder-remedy.ts';
import { applyPlan } from '../../../source/changes/apply.ts';
import { runCheckCommand } from '../../../source/cli/verbs/check.ts';
import { openChanges } from '../../changes/open-changes.ts';
import { captureContext } from '../../support/command-context.ts';
import { lookAt, mend } from '../../support/mend.ts';
import { outerSeries, seriesUnderTest } from '../../support/postgres.ts';
import { complaintsOf, runCause } from '../../support/run-cause.ts';
import { openSickWorld, type SickWorld } from '../../support/sick-world.ts';

vi.setConfig({ testTimeout: 120_000 });

const idOf = async ({ database }: SickWorld, name: string): Promise<number> => {
  const [row] = await database.query<{ id: number }>(
    `select res_id as id from ir_model_data where model = 'ir.cron' and name = $1`,
    [name],
  );
  return row?.id ?? 0;
};

/** The one finding about what waits. */
const findWaiting = async (world: SickWorld) => {
  const findings = await runCause(await world.checkContext(), feedersCause);
  return [...findings.values()].find(({ subject }) => subject !== null);
};

/** The same accounting app with nothing waiting any more, and messages with a date instead. */
const schedule = (world: SickWorld, when: string, count = 12): Promise<unknown> =>
  world.database.query(
    `insert into mail_message_schedule (mail_message_id, scheduled_datetime, notification_parameters)
     select id, (now() at time zone 'UTC') + $1::interval, '{}' from mail_message order by id desc limit $2`,
    [when, count],
  );

describe.each(seriesUnderTest)('Odoo %i', (series) => {
  test('what waits for an action that is switched off is counted and named, and switching it on mends it', async () => {
    const world = await openSickWorld({ series, scenario: 'feeders' });
    const invoicing = series >= 17;
    const id = await idOf(world, invoicing ? 'ir_cron_account_move_send' : 'ir_cron_mass_mailing_queue');
    const finding = await findWaiting(world);
    expect(finding).toMatchObject({
      subject: `cron:${id}`,
      status: 'fail',
      owner: 'odoo',
      unmade: invoicing ? 340 : 3,
      remedies: [{ id: 'feeders.activate', subject: `cron:${id}` }],
    });
    expect(finding?.summary).toMatch(
      invoicing
        ? /^340 invoices wait for a scheduled action that is switched off, the first since 2 d 2 h: "Send invoices automatically"\.$/
        : /^3 mass mailings wait for a scheduled action that is switched off, the first since 2 d 2 h: "Mail Marketing: Process queue"\.$/,
    );

    const { plan, findings } = await mend(world, {
      remedy: activateFeeder,
      subject: `cron:${id}`,
      cause: feedersCause,
      look: lookAt(world, ['ir_cron']),
    });
    expect(plan.warnings[0]).toBe(
      `${invoicing ? '340 invoices' : '3 mass mailings'} wait: Odoo begins to send within a minute.`,
    );
    expect(plan.outside).toEqual([]);
    expect(complaintsOf(findings)).toEqual([]);
  });
});

test('the whole check does not end well while invoices wait, and says to switch the action on', async () => {
  const world = await openSickWorld({ series: 18, scenario: 'feeders' });
  const { context, output } = captureContext({ ...world.options, format: 'json' });
  expect(await runCheckCommand(context, { causes: [], redact: false })).toBe(2);
  const { verdict } = JSON.parse(output());
  expect(verdict).toMatchObject({ cause: 'feeders', status: 'fail' });
  expect(verdict.nextSteps[0]).toMatchObject({ remedy: 'feeders.activate' });
});

describe.each(outerSeries.filter((series) => series >= 16))('messages with a date on %i', (series) => {
  test('overdue ones of an action that is off are a fault, later ones a warning', async () => {
    const world = await openSickWorld({ series, scenario: 'healthy' });
    await world.database.query('update ir_cron set active = false where id = $1', [
      await idOf(world, 'ir_cron_send_scheduled_message'),
    ]);
    await schedule(world, '2 days');
    expect(await findWaiting(world)).toMatchObject({ status: 'warn', unmade: 0 });
    await schedule(world, '-2 days', 5);
    const finding = await findWaiting(world);
    expect(finding).toMatchObject({ status: 'fail', unmade: 5 });
    expect(finding?.summary).toContain('17 messages with a date, whose recipients are told then, wait');
  });

  test('those of an action that is late wait for a wake, which calls it', async () => {
    const world = await openSickWorld({ series, scenario: 'healthy' });
    const id = await idOf(world, 'ir_cron_send_scheduled_message');
    await world.database.query(
      `update ir_cron set nextcall = (now() at time zone 'UTC') - interval '3 hours' where id = $1`,
      [id],
    );
    await schedule(world, '-2 hours');
    expect(await findWaiting(world)).toMatchObject({ status: 'fail', remedies: [{ id: 'feeders.wake' }] });
    const plan = await wakeFeeder.plan(await world.checkContext(), {
      subject: `cron:${id}`,
      values: { texts: {}, secrets: {} },
    });
    expect(plan).toMatchObject({ outside: [{ kind: 'wake-action', cronId: id }], affects: { count: 12 } });
  });

  test('those that come in time are no fault', async () => {
    const world = await openSickWorld({ series, scenario: 'healthy' });
    await schedule(world, '2 days');
    await schedule(world, '-2 minutes');
    expect(complaintsOf(await runCause(await world.checkContext(), feedersCause))).toEqual([]);
  });
});

test('an action that somebody replaced by a copy with its code is the copy', async () => {
  const world = await openSickWorld({ series: 18, scenario: 'feeders' });
  const id = await idOf(world, 'ir_cron_account_move_send');
  await world.database.query(
    `insert into ir_cron (cron_name, ir_actions_server_id, user_id, active, interval_number, interval_type, nextcall, priority)
     select 'Ours', ir_actions_server_id, user_id, true, 1, 'hours', (now() at time zone 'UTC') + interval '5 minutes', 5
     from ir_cron where id = $1`,
    [id],
  );
  expect(complaintsOf(await runCause(await world.checkContext(), feedersCause))).toEqual([]);
});

test('an action whose next run is far off is switched on and called', async () => {
  const world = await openSickWorld({ series: 18, scenario: 'feeders' });
  const id = await idOf(world, 'ir_cron_account_move_send');
  await world.database.query(
    `update ir_cron set nextcall = (now() at time zone 'UTC') + interval '9 hours' where id = $1`,
    [id],
  );
  const request = { subject: `cron:${id}`, values: { texts: {}, secrets: {} } };
  const plan = await activateFeeder.plan(await world.checkContext(), request);
  expect(plan).toMatchObject({
    outside: [{ kind: 'wake-action', cronId: id, name: 'Send invoices automatically' }],
    irreversible: ['What Odoo sends is sent.'],
  });
  expect(plan.warnings[0]).toMatch(/^340 invoices wait: Odoo is called to send now; by itself it would begin at /);
});

test('an action that was deleted is named by its external id, and its module creates it again', async () => {
  const world = await openSickWorld({ series: 18, scenario: 'feeders' });
  await world.database.query('delete from ir_cron where id = $1', [await idOf(world, 'ir_cron_account_move_send')]);
  const finding = await findWaiting(world);
  expect(finding).toMatchObject({ subject: 'account.ir_cron_account_move_send', status: 'fail', remedies: [] });
  expect(finding?.detail).toContain('odoo-bin -u account');
});

test('a neutralized copy has its actions off on purpose: nothing is to be mended', async () => {
  const world = await openSickWorld({ series: 18, scenario: 'feeders' });
  await world.database.query(`insert into ir_config_parameter (key, value) values ('database.is_neutralized', 'true')`);
  expect(await findWaiting(world)).toMatchObject({ consequenceOf: 'no-server', remedies: [] });
  const id = await idOf(world, 'ir_cron_account_move_send');
  const request = { subject: `cron:${id}`, values: { texts: {}, secrets: {} } };
  await expect(activateFeeder.plan(await world.checkContext(), request)).rejects.toThrow('neutralized copy');
});

test('where Odoo runs nothing at all, that is the cause', async () => {
  const world = await openSickWorld({ series: 18, scenario: 'feeders' });
  await world.database.query(
    `update ir_cron set active = true, write_date = null, nextcall = (now() at time zone 'UTC') - interval '5 hours'`,
  );
  expect(await findWaiting(world)).toMatchObject({ status: 'fail', consequenceOf: 'cron', remedies: [] });
});

test('waking an action is done at once and cannot be taken back', async () => {
  const world = await openSickWorld({ series: 18, scenario: 'feeders' });
  const id = await idOf(world, 'ir_cron_account_move_send');
  await world.database.query('update ir_cron set active = true where id = $1', [id]);
  const calls = () => world.database.query('select cron_id from ir_cron_trigger where cron_id = $1', [id]);
  expect(await calls()).toEqual([]);
  const request = { subject: `cron:${id}`, values: { texts: {}, secrets: {} } };
  const plan = await wakeFeeder.plan(await world.checkContext(), request);
  const changes = await openChanges(world.database.dsn);
  expect(await applyPlan(plan, changes, { deadlineMs: 5_000 })).toMatchObject({ kind: 'applied' });
  expect(await calls()).toEqual([{ cron_id: id }]);
});

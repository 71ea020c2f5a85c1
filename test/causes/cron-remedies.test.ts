import { readFile, writeFile } from 'node:fs/promises';
import { Client } from 'pg';
import { describe, expect, onTestFinished, test } from 'vitest';
import { cronCause } from '../../source/causes/cron/index.ts';
import { activate } from '../../source/causes/cron/remedies/activate-cron-remedy.ts';
import { changeInterval } from '../../source/causes/cron/remedies/change-interval-remedy.ts';
import { addDatabaseName, setThreads } from '../../source/causes/cron/remedies/cron-settings-remedies.ts';
import { releaseLock } from '../../source/causes/cron/remedies/release-lock-remedy.ts';
import { reschedule } from '../../source/causes/cron/remedies/reschedule-remedy.ts';
import { reset } from '../../source/causes/cron/remedies/reset-cron-remedy.ts';
import { wake } from '../../source/causes/cron/remedies/wake-queue-remedy.ts';
import { applyPlan } from '../../source/changes/apply.ts';
import { undoEntry } from '../../source/changes/undo-entry.ts';
import { openChanges } from '../changes/open-changes.ts';
import { readTexts } from '../changes/plans.ts';
import { mend } from '../support/mend.ts';
import { outerSeries } from '../support/postgres.ts';
import { complaintsOf, runCause } from '../support/run-cause.ts';
import { openSickWorld, type SickWorld } from '../support/sick-world.ts';

const queue = `(select res_id from ir_model_data where module = 'mail' and name = 'ir_cron_mail_scheduler_action')`;
const nothing = { texts: {}, secrets: {} };

const lookAtCrons =
  ({ database }: SickWorld) =>
  () =>
    readTexts(database, 'ir_cron');

describe.each(outerSeries)('Odoo %i', (series) => {
  test('everything that keeps the row from running is mended together', async () => {
    const world = await openSickWorld({ series, scenario: 'cron' });
    const { query } = world.database;
    const look = lookAtCrons(world);
    if (series <= 17) await query(`update ir_cron set numbercall = 0 where id = ${queue}`);
    if (series >= 19) {
      await query('update res_users set active = false where id = 2');
      await query(`update ir_cron set user_id = 2 where id = ${queue}`);
    }
    const on = await mend(world, { cause: cronCause, remedy: activate, look });
    // Its time came hours ago: what is left is for Odoo to run it.
    expect(complaintsOf(on.findings)).toEqual([]);
    expect(on.plan.warnings).toEqual([expect.stringMatching(/^1 204 mails wait: Odoo begins to send within a minute/)]);
    expect(on.plan.outside).toEqual([]);

    await query(`update ir_cron set nextcall = now() at time zone 'utc' + interval '50 minutes' where id = ${queue}`);
    if (series >= 15) await query('delete from ir_cron_trigger');
    const called = await mend(world, { cause: cronCause, remedy: activate, look });
    expect(called.plan.warnings).toEqual([
      expect.stringMatching(
        /^1 204 mails wait: Odoo is called to send now; by itself it would begin at .*\d\d:\d\d\.$/,
      ),
    ]);
    expect(called.plan.outside).toEqual(series >= 15 ? [{ kind: 'wake-queue' }] : []);
  });

  test('what would fail at once is said before the queue is switched on, and Odoo is not called for it', async () => {
    const world = await openSickWorld({ series, scenario: 'credentials' });
    const { query } = world.database;
    await query(
      `update ir_cron set active = false, nextcall = now() at time zone 'utc' + interval '50 minutes' where id = ${queue}`,
    );
    await query("update mail_mail set state = 'outgoing' where state = 'exception'");
    const { plan } = await mend(world, { cause: cronCause, remedy: activate, look: lookAtCrons(world) });
    expect(plan.outside).toEqual([]);
    expect(plan.warnings).toEqual([
      expect.stringMatching(/begins to send at .* would fail: .*535.* Mend that first\.$/),
    ]);
  });

  test('the next run and the interval are set to what is usual', async () => {
    const world = await openSickWorld({ series, scenario: 'healthy' });
    const { query } = world.database;
    const look = lookAtCrons(world);
    await query(`update ir_cron set nextcall = now() at time zone 'utc' + interval '3 days' where id = ${queue}`);
    const dated = await mend(world, { cause: cronCause, remedy: reschedule, look });
    expect(complaintsOf(dated.findings)).toEqual([]);

    await query(
      `update ir_cron set interval_type = 'weeks', nextcall = now() at time zone 'utc' + interval '1 hour' where id = ${queue}`,
    );
    const often = await mend(world, {
      cause: cronCause,
      remedy: changeInterval,
      texts: { number: '30', unit: 'minutes' },
      look,
    });
    expect(complaintsOf(often.findings)).toEqual([]);
    expect(often.findings.get('cron.interval')?.summary).toContain('every 30 m');
  });

  test('a call to run reaches Odoo and is no row that stays', async () => {
    const world = await openSickWorld({ series, scenario: 'healthy' });
    const context = await world.checkContext();
    const plan = await wake.plan(context, { subject: null, values: nothing });
    expect(plan.irreversible).toEqual(['What Odoo sends is sent: 5 mails wait.']);
    await world.database.query("update mail_mail set state = 'cancel' where state = 'outgoing'");
    const idle = await wake.plan(await world.checkContext(), { subject: null, values: nothing });
    expect(idle.irreversible).toEqual([]);
    const changes = await openChanges(world.database.dsn);
    expect(await applyPlan(plan, changes, { deadlineMs: 1_000 })).toMatchObject({
      kind: 'applied',
      entry: { canBeTakenBack: false },
    });
    expect(await undoEntry(undefined, changes, { deadlineMs: 1_000 })).toMatchObject({
      kind: 'not-done',
      message: expect.stringContaining('no change that could be taken back'),
    });
    const due =
      series >= 15
        ? 'select from ir_cron_trigger'
        : `select from ir_cron where id = ${queue} and nextcall <= now() at time zone 'utc'`;
    expect(await world.database.query(due)).toHaveLength(1);
  });
});

test('failures and time-outs are counted anew', async () => {
  const world = await openSickWorld({ series: 19, scenario: 'healthy' });
  const { query } = world.database;
  await query(
    `update ir_cron set failure_count = 4, first_failure_date = now() at time zone 'utc' - interval '6 days' where id = ${queue}`,
  );
  await query('update ir_cron_progress set timed_out_counter = 2 where id = (select max(id) from ir_cron_progress)');
  const look = async () => [await lookAtCrons(world)(), await readTexts(world.database, 'ir_cron_progress')];
  const { findings } = await mend(world, { cause: cronCause, remedy: reset, look });
  expect(complaintsOf(findings)).toEqual([]);
});

test('odoo.conf is edited as a person would, and comes back as it was', async () => {
  const world = await openSickWorld({ series: 17, scenario: 'healthy' });
  const original = await readFile(world.config, 'utf8');
  const spoilt = original
    .replace(/^max_cron_threads = .*$/m, '; none at night\nmax_cron_threads = 0')
    .replace(/^db_name = .*$/m, 'db_name = elsewhere');
  await writeFile(world.config, spoilt);
  const look = () => readFile(world.config, 'utf8');
  const threads = await mend(world, { cause: cronCause, remedy: setThreads, texts: { threads: '2' }, look });
  expect(threads.findings.get('cron.threads')).toMatchObject({ status: 'ok' });
  expect(threads.plan.byHand[0]?.words).toMatch(/^Restart Odoo/);
  const names = await mend(world, { cause: cronCause, remedy: addDatabaseName, look });
  expect(names.findings.get('cron.db-name')).toMatchObject({ status: 'ok' });
});

test('a stranger who holds the queue is ended when its backend is named; a run of Odoo is not', async () => {
  const world = await openSickWorld({ series: 18, scenario: 'healthy' });
  const hold = async (name: string): Promise<number> => {
    const client = new Client({ connectionString: world.database.dsn, application_name: name });
    client.on('error', () => undefined);
    await client.connect();
    onTestFinished(() => client.end().catch(() => undefined));
    await client.query(`begin; select from ir_cron where id = ${queue} for no key update`);
    // The number of the transaction stands in the row only once it has one.
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid, txid_current()');
    return rows[0]?.pid ?? 0;
  };
  const pid = await hold('pgadmin');
  const later = async () => ({ ...(await world.checkContext()), now: () => new Date(Date.now() + 120_000) });
  const held = await runCause(await later(), cronCause);
  expect(complaintsOf(held)).toEqual(['cron.lock: fail']);
  expect(held.get('cron.lock')?.remedies).toMatchObject([{ id: 'cron.lock', risk: 'destructive' }]);
  const request = (said: number) => ({ subject: null, values: { texts: { pid: String(said) }, secrets: {} } });
  await expect(releaseLock.plan(await later(), request(pid + 1))).rejects.toThrow(`held by backend ${pid}`);
  const plan = await releaseLock.plan(await later(), request(pid));
  expect(plan.irreversible).toContain('The mail in flight may be sent twice.');
  const changes = await openChanges(world.database.dsn);
  expect(await applyPlan(plan, changes, { deadlineMs: 1_000 })).toMatchObject({ kind: 'applied' });
  const freed = await runCause(await later(), cronCause);
  expect(freed.get('cron.lock')).toMatchObject({ status: 'ok' });

  const odoo = await hold(`odoo-${process.pid}`);
  const mild = await releaseLock.plan(await world.checkContext(), request(odoo));
  expect(mild.outside).toEqual([]);
  expect(mild.byHand[0]?.copy).toBe(`SELECT pg_terminate_backend(${odoo});`);
});

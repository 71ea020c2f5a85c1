import { readFile, writeFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { countCutRuns } from '../../source/causes/cron/cron-failures-check.ts';
import { cronCause } from '../../source/causes/cron/index.ts';
import type { OdooSeries } from '../../source/domain/odoo/odoo-series.ts';
import { outerSeries } from '../support/postgres.ts';
import { createRoleWithout } from '../support/roles.ts';
import { complaintsOf, runCause } from '../support/run-cause.ts';
import { openSickWorld, type SickWorld } from '../support/sick-world.ts';

const queue = `(select res_id from ir_model_data where module = 'mail' and name = 'ir_cron_mail_scheduler_action')`;

const openHealthy = (series: OdooSeries): Promise<SickWorld> => openSickWorld({ series, scenario: 'healthy' });

const diagnose = async (world: SickWorld) => runCause(await world.checkContext(), cronCause);

describe.each(outerSeries)('Odoo %i', (series) => {
  test('a healthy queue runner has nothing to complain about', async () => {
    const findings = await diagnose(await openHealthy(series));
    const notOk = [...findings.values()].filter(({ status }) => status !== 'ok');
    expect(notOk).toEqual([]);
    expect([...findings.keys()]).toContain('cron.due');
  });

  test('a runner that is switched off is found with the mails that wait for it', async () => {
    const findings = await diagnose(await openSickWorld({ series, scenario: 'cron' }));
    expect(complaintsOf(findings)).toEqual(['cron.active: fail']);
    const active = findings.get('cron.active');
    expect(active).toMatchObject({ subject: null, owner: 'odoo', explains: 1204 });
    expect(active?.summary).toContain('switched off and last ran at');
    expect(active?.summary).toContain(': 1 204 mails wait');
    expect(active?.detail).toContain('Settings → Technical → Automation → Scheduled Actions');
    expect(active?.evidence.some(({ kind, answer }) => kind === 'sql' && answer.includes('active=false'))).toBe(true);
  });

  test('each way in which the row can stand still has its own finding', async () => {
    const world = await openHealthy(series);
    const { query } = world.database;
    const complaintsAfter = async (sql: string): Promise<readonly string[]> => {
      await query(sql);
      return complaintsOf(await diagnose(world));
    };
    const late = `update ir_cron set nextcall = nextcall - interval '3 hours' where id = ${queue}`;
    expect(await complaintsAfter(late)).toEqual(['cron.due: fail']);
    const farAhead = `update ir_cron set nextcall = now() at time zone 'utc' + interval '3 days' where id = ${queue}`;
    expect(await complaintsAfter(farAhead)).toEqual(['cron.due: fail']);
    const rare = `update ir_cron set nextcall = now() at time zone 'utc' + interval '1 hour', interval_type = 'weeks' where id = ${queue}`;
    expect(await complaintsAfter(rare)).toEqual(['cron.interval: warn']);
    await query(`update ir_cron set interval_type = 'hours' where id = ${queue}`);
    const pending = `update ir_module_module set state = 'to upgrade' where name = 'web'`;
    expect(await complaintsAfter(pending)).toEqual(['cron.modules: fail']);
    expect(await complaintsAfter(late)).toEqual(['cron.modules: fail', 'cron.due: warn']);
    const findings = await diagnose(world);
    expect(findings.get('cron.due')?.remedies).toEqual([]);
    const gone = `update ir_module_module set state = 'installed' where name = 'web'; delete from ir_cron where id = ${queue}`;
    expect(await complaintsAfter(gone)).toEqual(['cron.row: fail']);
  });
});

test("another base version than the code's stops every scheduled action, and no wake is offered", async () => {
  const world = await openHealthy(18);
  await world.database.query(
    `update ir_module_module set latest_version = '18.0.1.2' where name = 'base';
     update ir_cron set nextcall = nextcall - interval '3 hours' where id = ${queue}`,
  );
  const findings = await diagnose(world);
  expect(complaintsOf(findings)).toEqual(['cron.version: fail', 'cron.due: warn']);
  expect(findings.get('cron.due')?.remedies).toEqual([]);
});

test('no calls left stop an active runner up to 17', async () => {
  const world = await openHealthy(16);
  await world.database.query(`update ir_cron set numbercall = 0 where id = ${queue}`);
  expect(complaintsOf(await diagnose(world))).toEqual(['cron.calls: fail']);
});

test('an archived user stops the runner from 19 on', async () => {
  const complaintsOn = async (series: OdooSeries): Promise<readonly string[]> => {
    const world = await openHealthy(series);
    await world.database.query('update res_users set active = false where id = 2');
    await world.database.query(`update ir_cron set user_id = 2 where id = ${queue}`);
    return complaintsOf(await diagnose(world));
  };
  expect(await complaintsOn(19)).toEqual(['cron.user: fail']);
  expect(await complaintsOn(20)).toEqual(['cron.user: fail']);
  expect(await complaintsOn(18)).toEqual([]);
});

test('failures that Odoo counts are a warning before it switches the runner off', async () => {
  const world = await openHealthy(19);
  await world.database.query(
    `update ir_cron set failure_count = 3, first_failure_date = now() at time zone 'utc' - interval '2 days' where id = ${queue}`,
  );
  const findings = await diagnose(world);
  expect(complaintsOf(findings)).toEqual(['cron.failures: warn']);
  expect(findings.get('cron.failures')?.summary).toContain('failed 3 times in a row since 2 d 0 h');
});

/** odoo.conf with other settings. */
const configure = async ({ config }: SickWorld, settings: Readonly<Record<string, string>>): Promise<void> => {
  const isOther = (line: string): boolean => !((line.split(' = ')[0] ?? '') in settings);
  const lines = (await readFile(config, 'utf8')).split('\n').filter(isOther);
  const named = Object.entries(settings).map(([key, value]) => `${key} = ${value}`);
  const at = lines.indexOf('[options]') + 1;
  await writeFile(config, [...lines.slice(0, at), ...named, ...lines.slice(at)].join('\n'));
};

test('an Odoo without cron threads is told from one that is not there', async () => {
  const world = await openHealthy(17);
  await configure(world, { max_cron_threads: '0' });
  const findings = await diagnose(world);
  expect(complaintsOf(findings)).toEqual(['cron.threads: warn']);
  expect(findings.get('cron.threads')?.summary).toContain('started with other settings');
});

test('what a role may not read is unknown, and the rest is measured all the same', async () => {
  const world = await openSickWorld({ series: 18, scenario: 'cron' });
  const dsn = await createRoleWithout(world.database, { mail_mail: [], ir_cron_progress: [] });
  const findings = await runCause(await world.checkContext({ dsn }), cronCause);
  expect(complaintsOf(findings)).toEqual(['cron.active: fail']);
  expect(findings.get('cron.active')).not.toHaveProperty('explains');
  expect(findings.get('cron.failures')).toMatchObject({ status: 'unknown' });
  expect(findings.get('cron.failures')?.summary).toContain('Not permitted to read the progress of scheduled actions');
});

test('a run that is under way counts itself among those that a time limit cut, and is left out', () => {
  expect(countCutRuns(0, false)).toBe(0);
  expect(countCutRuns(1, true)).toBe(0);
  expect(countCutRuns(1, false)).toBe(1);
  expect(countCutRuns(3, true)).toBe(2);
});

test('runs that fail one after the other and leave what waited for them stop the queue', async () => {
  const world = await openHealthy(19);
  await world.database.query(
    `update ir_cron set failure_count = 3, first_failure_date = (now() at time zone 'UTC') - interval '3 hours',
       lastcall = now() at time zone 'UTC', nextcall = (now() at time zone 'UTC') + interval '1 hour'
     where id = ${queue}`,
  );
  const finding = (await diagnose(world)).get('cron.failures');
  expect(finding).toMatchObject({ status: 'fail', explains: expect.any(Number) });
  expect(finding?.summary).toMatch(/has failed 3 times in a row.*: \d+ mails wait\.$/);
});

import { describe, expect, test } from 'vitest';
import { seriesUnderTest } from '../../support/postgres.ts';
import { openDemo, queueCronId } from './open.ts';

const byCode = `ir_actions_server_id in (select id from ir_act_server where code like '%process_email_queue%')`;

describe.each(seriesUnderTest)('Odoo %i', (series) => {
  test('the queue cron is found by its external id, whatever it is called', async () => {
    const name = series === 16 ? `'{"de_DE": "Postausgang"}'` : `'Postausgang'`;
    const { odoo } = await openDemo(
      series,
      `update ir_cron set cron_name = ${name}, nextcall = '2026-03-29 01:30:00', lastcall = '2026-03-29 00:30:00.5'
       where ${byCode}`,
    );
    const queue = await odoo.queueCron();

    expect(queue).toMatchObject({
      kind: 'found',
      by: 'external-id',
      cron: {
        name: 'Postausgang',
        active: true,
        interval: { number: 1, type: 'hours' },
        nextCall: new Date('2026-03-29T01:30:00Z'),
        lastCall: new Date('2026-03-29T00:30:00.500Z'),
        callsLeft: series <= 17 ? -1 : undefined,
        failureCount: series >= 18 ? 0 : undefined,
        user: { login: '__system__', account: 'archived', isRoot: true },
      },
    });
    expect(queue.kind === 'found' && queue.cron.code).toContain('process_email_queue');
  });

  test('the queue cron is found by its code when its external id is gone', async () => {
    const { odoo } = await openDemo(series, `delete from ir_model_data where name = 'ir_cron_mail_scheduler_action'`);

    await expect(odoo.queueCron()).resolves.toMatchObject({ kind: 'found', by: 'code' });
  });

  test('every other cron is read too, with its last run', async () => {
    const { odoo } = await openDemo(series);
    const crons = await odoo.crons();

    expect(crons.map(({ name }) => name)).toContain('Base: Auto-vacuum internal data');
    expect(crons.length).toBeGreaterThan(4);
    expect(crons.every(({ lastCall }) => lastCall instanceof Date)).toBe(true);
  });

  test('triggers are counted where Odoo has them', async () => {
    const { connection, odoo } = await openDemo(series);
    const cron = await queueCronId(odoo);
    if (series >= 15) {
      await connection.query(
        `insert into ir_cron_trigger (cron_id, call_at) values ($1, '2026-11-24 10:00'), ($1, '2026-11-24 11:00')`,
        [cron],
      );
    }

    await expect(odoo.cronTriggers(cron)).resolves.toEqual(
      series >= 15
        ? { count: 2, earliest: new Date('2026-11-24T10:00:00Z'), latest: new Date('2026-11-24T11:00:00Z') }
        : undefined,
    );
  });

  test('progress is read where Odoo keeps it, the last run first', async () => {
    const { connection, odoo } = await openDemo(series);
    const cron = await queueCronId(odoo);
    if (series >= 18) {
      await connection.query(
        `insert into ir_cron_progress (cron_id, done, remaining, timed_out_counter, create_date)
         values ($1, 1000, 300, 0, '2026-11-24 10:00'), ($1, 300, 0, 2, '2026-11-24 10:01')`,
        [cron],
      );
    }
    const progress = await odoo.cronProgress(cron, 2);

    expect(progress?.map(({ id, ...rest }) => rest)).toEqual(
      series >= 18
        ? [
            { done: 300, remaining: 0, timedOut: 2, deactivate: false, startedAt: new Date('2026-11-24T10:01:00Z') },
            { done: 1000, remaining: 300, timedOut: 0, deactivate: false, startedAt: new Date('2026-11-24T10:00:00Z') },
          ]
        : undefined,
    );
  });
});

test('without external id and code the queue cron is missing', async () => {
  const { odoo } = await openDemo(
    19,
    `update ir_act_server set code = 'model.nothing()' where code like '%process_email_queue%';
     delete from ir_model_data where name = 'ir_cron_mail_scheduler_action'`,
  );

  await expect(odoo.queueCron()).resolves.toEqual({ kind: 'missing' });
});

test('an active cron with no calls left and an archived user is read as it is', async () => {
  const { odoo } = await openDemo(
    17,
    `update ir_cron set numbercall = 0, user_id = (select id from res_users where login = 'public') where ${byCode}`,
  );

  await expect(odoo.queueCron()).resolves.toMatchObject({
    cron: { active: true, callsLeft: 0, user: { login: 'public', account: 'archived', isRoot: false } },
  });
});

test('failure counters are read', async () => {
  const { odoo } = await openDemo(
    19,
    `update ir_cron set failure_count = 4, first_failure_date = '2026-11-20 08:00' where ${byCode}`,
  );

  await expect(odoo.queueCron()).resolves.toMatchObject({
    cron: { failureCount: 4, firstFailureAt: new Date('2026-11-20T08:00:00Z') },
  });
});

test('times are UTC whatever the time zone of the session', async () => {
  const { odoo, connection } = await openDemo(19, `update ir_cron set nextcall = '2026-07-01 12:00' where ${byCode}`);
  await connection.query(`set time zone 'Asia/Tokyo'`);

  await expect(odoo.queueCron()).resolves.toMatchObject({ cron: { nextCall: new Date('2026-07-01T12:00:00Z') } });
});

test('a time beyond what a date can hold is the last one it can hold', async () => {
  const { odoo } = await openDemo(19, `update ir_cron set nextcall = 'infinity' where ${byCode}`);

  await expect(odoo.queueCron()).resolves.toMatchObject({ cron: { nextCall: new Date(8.64e15) } });
});

/** A second scheduled action with the code of Odoo's own, as people make one with the menu's Duplicate. */
const duplicate = `
  insert into ir_cron (id, ir_actions_server_id, cron_name, active, interval_number, interval_type, nextcall, user_id)
  select 9000, ir_actions_server_id, 'Copy of the queue', true, 5, 'minutes', nextcall, user_id from ir_cron where ${byCode}`;

test('where Odoo’s own is switched off and a copy of it is on, the copy is the queue runner', async () => {
  const { odoo } = await openDemo(18, `${duplicate}; update ir_cron set active = false where ${byCode} and id <> 9000`);

  await expect(odoo.queueCron()).resolves.toMatchObject({ by: 'active-copy', cron: { id: 9000, active: true } });
});

test('of both, Odoo’s own is the queue runner while it is on, and when none is', async () => {
  const { odoo, connection } = await openDemo(18, duplicate);
  await expect(odoo.queueCron()).resolves.toMatchObject({ by: 'external-id' });

  await connection.query(`update ir_cron set active = false where ${byCode}`);
  await expect(odoo.queueCron()).resolves.toMatchObject({ by: 'external-id' });
});

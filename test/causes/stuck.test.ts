import { Client } from 'pg';
import { describe, expect, onTestFinished, test } from 'vitest';
import { stuckCause } from '../../source/causes/stuck/index.ts';
import { outerSeries } from '../support/postgres.ts';
import { complaintsOf, runCause } from '../support/run-cause.ts';
import { openSickWorld } from '../support/sick-world.ts';

describe.each(outerSeries)('Odoo %i', (series) => {
  test('runs that break off leave old mails behind, and some that may have arrived', async () => {
    const world = await openSickWorld({ series, scenario: 'stuck' });
    const findings = await runCause(await world.checkContext(), stuckCause);
    expect(complaintsOf(findings)).toEqual(['stuck.waiting: fail', 'stuck.interrupted: warn']);
    expect(findings.get('stuck.interrupted')).toMatchObject({ explains: 7 });
    expect(findings.get('stuck.waiting')?.explains).toBeGreaterThan(240);
  });
});

test('old mails that were put back just now have waited since then, and are not stuck', async () => {
  const world = await openSickWorld({ series: 18, scenario: 'stuck' });
  await world.database.query(`update mail_mail set write_date = now() at time zone 'UTC' where state = 'outgoing'`);

  const findings = await runCause(await world.checkContext(), stuckCause);
  expect(findings.get('stuck.waiting')).toMatchObject({ status: 'ok' });
});

test('a transaction that locks the mails out is named with its backend', async () => {
  const world = await openSickWorld({ series: 17, scenario: 'healthy' });
  const context = await world.checkContext();
  const connect = async (name: string): Promise<Client> => {
    const client = new Client({ connectionString: world.database.dsn, application_name: name });
    await client.connect();
    onTestFinished(() => client.end());
    return client;
  };
  const [culprit, victim] = [await connect('nightly-import'), await connect('odoo-4711')];
  await culprit.query('begin; lock table mail_mail');
  await victim.query('begin');
  const waiting = victim.query('select count(*) from mail_mail for update').catch(() => undefined);
  await expect
    .poll(async () => {
      const locks = await context.odoo.mailLocks();
      return locks.some(({ blockedBy }) => blockedBy.length > 0);
    })
    .toBe(true);
  const later = { ...context, now: () => new Date(Date.now() + 60_000) };
  const found = (await runCause(later, stuckCause)).get('stuck.locks');
  await culprit.query('rollback');
  await waiting;
  expect(found).toMatchObject({ check: 'stuck.locks', status: 'fail' });
  expect(found?.summary).toContain('nightly-import (backend');
});

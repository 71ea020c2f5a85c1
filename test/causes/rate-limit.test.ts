import { describe, expect, test } from 'vitest';
import { rateLimitCause } from '../../source/causes/rate-limit/index.ts';
import { outerSeries } from '../support/postgres.ts';
import { complaintsOf, runCause } from '../support/run-cause.ts';
import { openSickWorld } from '../support/sick-world.ts';

describe.each(outerSeries)('Odoo %i', (series) => {
  test('a used-up day fails, and what waits is set against what is left', { timeout: 60_000 }, async () => {
    const world = await openSickWorld({ series, scenario: 'rate-limit' });
    const findings = await runCause(await world.checkContext(), rateLimitCause);
    expect(complaintsOf(findings)).toEqual([
      'rate-limit.refusals server:1: fail',
      'rate-limit.volume server:1:messages:day: warn',
      'rate-limit.backlog server:1: warn',
    ]);
    expect(findings.get('rate-limit.refusals server:1')).toMatchObject({ explains: 214 });
    expect(findings.get('rate-limit.backlog server:1')?.summary).toContain('4 800 mails wait');
    expect(findings.get('rate-limit.backlog server:1')?.summary).toContain('that takes 3 days');
  });
});

test('a healthy system has nothing to complain of', async () => {
  const world = await openSickWorld({ series: 19, scenario: 'healthy' });
  expect(complaintsOf(await runCause(await world.checkContext(), rateLimitCause))).toEqual([]);
});

test('mails refused a day ago only wait for a retry', async () => {
  const world = await openSickWorld({ series: 18, scenario: 'rate-limit' });
  await world.database.query(
    `update mail_mail set write_date = write_date - interval '2 days' where state = 'exception'`,
  );
  const findings = await runCause(await world.checkContext(), rateLimitCause);
  expect(findings.get('rate-limit.refusals server:1')).toMatchObject({ status: 'warn', explains: 214 });
});

test('a server that puts us off just now is a warning', async () => {
  const world = await openSickWorld({ series: 18, scenario: 'healthy' });
  await world.database.query('update ir_mail_server set smtp_port = $1 where id = 1', [world.zoo.smtpPort('rate-421')]);
  const findings = await runCause(await world.checkContext(), rateLimitCause);
  expect(complaintsOf(findings)).toEqual(['rate-limit.live server:1: warn']);
});

test("a person's own server of Odoo 19 is told with its limit a minute", async () => {
  const world = await openSickWorld({ series: 19, scenario: 'healthy' });
  await world.database.query('update ir_mail_server set owner_user_id = 2 where id = 2');
  const findings = await runCause(await world.checkContext(), rateLimitCause);
  expect(findings.get('rate-limit.personal server:2')?.summary).toContain('30 mails a minute');
});

import { describe, expect, test } from 'vitest';
import { causes } from '../../source/causes/index.ts';
import { scheduledCause } from '../../source/causes/scheduled/index.ts';
import { describeLimited } from '../../source/causes/scheduled/next-run-check.ts';
import { outerSeries } from '../support/postgres.ts';
import { complaintsOf, runCause } from '../support/run-cause.ts';
import { openSickWorld } from '../support/sick-world.ts';

// 19 stops after one batch.
describe.each([...new Set([...outerSeries, 19 as const])])('Odoo %i', (series) => {
  test('what waits on purpose is explained and is no fault', async () => {
    const world = await openSickWorld({ series, scenario: 'scheduled' });
    const findings = await runCause(await world.checkContext(), scheduledCause);
    expect(complaintsOf(findings)).toEqual([]);
    expect(findings.get('scheduled.held')).toMatchObject({ status: 'ok', explains: 48 });
    const batch = series === 19 ? 1_000 : 140;
    expect(findings.get('scheduled.next-run')).toMatchObject({ status: 'ok', explains: batch });
    const drain = findings.get('scheduled.drain');
    if (series === 19) expect(drain?.summary).toContain('1 400 mails wait, and Odoo 19.0 sends 1 000 a run');
    else expect(drain).not.toHaveProperty('explains');
    expect(findings.has('scheduled.messages notifications')).toBe(series >= 16);
    expect(findings.has('scheduled.messages posts')).toBe(series >= 18);
  });
});

test('scheduled messages that are overdue are a fault of their action, which has a cause of its own', async () => {
  const world = await openSickWorld({ series: 17, scenario: 'scheduled' });
  await world.database.query(
    `update mail_message_schedule set scheduled_datetime = scheduled_datetime - interval '3 days'`,
  );
  const findings = await runCause(await world.checkContext(), scheduledCause);
  expect(complaintsOf(findings)).toEqual(['scheduled.messages notifications: warn']);
  expect(findings.get('scheduled.messages notifications')).toMatchObject({ consequenceOf: 'feeders' });
});

test('14 keeps dates as text, and one that is no date never comes', async () => {
  const world = await openSickWorld({ series: 14, scenario: 'healthy' });
  await world.database.query(`update mail_mail set scheduled_date = 'tomorrow' where state = 'outgoing'`);
  const findings = await runCause(await world.checkContext(), scheduledCause);
  expect(findings.get('scheduled.date')).toMatchObject({ status: 'warn', explains: 5 });
});

test.each([
  ['24/12/2199', 'warn'],
  ['31.12.2199 10:00', 'warn'],
  ['2199-13-45', 'warn'],
  ['01/02/2026', undefined],
  ['not a date, but "text"; \u00e9', 'warn'],
])('14 survives %s as a date, and names it where no run takes the mail', async (text, status) => {
  const world = await openSickWorld({ series: 14, scenario: 'healthy' });
  await world.database.query(`update mail_mail set scheduled_date = $1 where state = 'outgoing'`, [text]);
  const context = await world.checkContext();
  const found = await Promise.all(causes.map((cause) => runCause(context, cause)));

  const finding = found.map((findings) => findings.get('scheduled.date')).find((each) => each !== undefined);
  expect(finding?.status).toBe(status);
  if (status !== undefined) expect(finding?.summary).toContain(`("${text}")`);
});

test.each([
  [
    1,
    1,
    '1 mail came in since the last run. The next at 14:36 takes it up, but 1 waiting mail leads through Gmail, whose limit',
  ],
  [
    4800,
    4800,
    '4 800 mails came in since the last run. The next at 14:36 takes them up, but 4 800 waiting mails lead through Gmail, whose limit',
  ],
])('of %i mails behind a used-up limit nobody says that they leave with the next run', (fresh, mails, words) => {
  const now = new Date('2026-11-24T14:00:00');
  const limited = { title: 'Gmail', mails, backAt: new Date('2026-11-24T18:00:00') };
  const said = describeLimited(fresh, ' at 14:36', limited, now);
  expect(said).toBe(`${words} is used up until 18:00 as far as is known.`);
});

test('in the world of the limit the next run is not said to send what the limit holds', async () => {
  const world = await openSickWorld({ series: 18, scenario: 'rate-limit' });
  const found = (await runCause(await world.checkContext(), scheduledCause)).get('scheduled.next-run');
  expect(found?.summary).not.toMatch(/leaves? with the next/);
  expect(found?.explains ?? 0).toBe(0);
});

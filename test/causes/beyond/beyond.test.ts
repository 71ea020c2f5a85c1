import { describe, expect, test } from 'vitest';
import { beyondCause } from '../../../source/causes/beyond/index.ts';
import { outerSeries } from '../../support/postgres.ts';
import { complaintsOf, runCause } from '../../support/run-cause.ts';
import { openSickWorld } from '../../support/sick-world.ts';

describe.each(outerSeries)('Odoo %i', (series) => {
  test('what a local mail server took and does not deliver is counted, with its own reason', async () => {
    const world = await openSickWorld({ series, scenario: 'relay-deferred' });
    const findings = await runCause(await world.checkContext(), beyondCause);
    expect(complaintsOf(findings)).toEqual(['beyond.relay: fail']);
    expect(findings.get('beyond.relay')).toMatchObject({ undelivered: 40, owner: 'host' });
    expect(findings.get('beyond.relay')?.summary).toMatch(/^Postfix on this machine has taken 40 mails of Odoo's/);
    expect(findings.get('beyond.relay')?.evidence[0]).toMatchObject({ kind: 'process', asked: 'postqueue -j' });
  });

  test('more bounces than before are told of', async () => {
    const world = await openSickWorld({ series, scenario: 'bounces' });
    const findings = await runCause(await world.checkContext(), beyondCause);
    expect(complaintsOf(findings)).toEqual(['beyond.bounces: warn']);
    expect(findings.get('beyond.relay')).toMatchObject({ status: 'skipped' });
    expect(findings.get('beyond.reading')).toMatchObject({ status: 'ok' });
  });

  test('a healthy Odoo whose mail server is another machine has nothing to complain of', async () => {
    const world = await openSickWorld({ series, scenario: 'healthy' });
    const findings = await runCause(await world.checkContext(), beyondCause);
    expect([...findings.values()].map(({ check, status }) => `${check}: ${status}`)).toEqual([
      'beyond.relay: skipped',
      'beyond.reading: ok',
      'beyond.bounces: ok',
    ]);
  });
});

test('without a mailbox and without any mail from outside, bounces are read by nobody', async () => {
  const world = await openSickWorld({ series: 18, scenario: 'healthy' });
  await world.database.query('delete from fetchmail_server');
  const findings = await runCause(await world.checkContext(), beyondCause);
  expect(findings.get('beyond.reading')).toMatchObject({
    status: 'warn',
    summary: expect.stringMatching(/^Nobody reads the bounces to bounce@acme\.example/),
  });
});

test('one answer from outside shows that there is a way in', async () => {
  const world = await openSickWorld({ series: 18, scenario: 'healthy' });
  await world.database.query('delete from fetchmail_server');
  await world.database.query(
    `update mail_message set message_type = 'email', message_id = '<answer@customer.example>'
     where id = (select max(id) from mail_message)`,
  );
  const findings = await runCause(await world.checkContext(), beyondCause);
  expect(findings.get('beyond.reading')).toMatchObject({ status: 'ok' });
});

test('a queue that may not be read is not known, neither good nor bad', async () => {
  const world = await openSickWorld({ series: 18, scenario: 'relay-deferred' });
  const context = await world.checkContext();
  if (context.mailMachine.kind === 'elsewhere') throw new Error('the scenario has a machine');
  const refuse = {
    kind: 'ended',
    status: 69,
    output: '',
    errors: 'postqueue: fatal: User odoo is not allowed to view the mail queue',
  } as const;
  const mailMachine = { ...context.mailMachine, run: async () => refuse };
  const findings = await runCause({ ...context, mailMachine }, beyondCause);
  expect(findings.get('beyond.relay')).toMatchObject({
    status: 'unknown',
    summary: expect.stringContaining('may not read the mail server’s queue'.replace('’', "'")),
  });
});

test('whether localhost is this machine is not known where no Odoo was seen on it', async () => {
  const world = await openSickWorld({ series: 18, scenario: 'relay-deferred' });
  const context = await world.checkContext();
  if (context.mailMachine.kind === 'elsewhere') throw new Error('the scenario has a machine');
  const findings = await runCause({ ...context, mailMachine: { ...context.mailMachine, isOdoos: false } }, beyondCause);
  expect(findings.get('beyond.relay')).toMatchObject({ status: 'unknown' });
});

import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { findScenario, scenarios } from '../../../source/demo/scenarios/index.ts';
import { createDemoDatabase, type DemoDatabase, outerSeries, placeholderPort } from '../../support/postgres.ts';

interface Queue {
  readonly waiting: number;
  readonly failed: number;
  readonly reasons: readonly string[];
  readonly queueActive: boolean;
  readonly serversOnPort: number;
}

/** What somebody who looks at the queue sees; the mail server counted is the one for the company's own domain. */
async function look(database: DemoDatabase, behaviour: string): Promise<Queue | undefined> {
  const [queue] = await database.query<Queue>(
    `select
       (select count(*)::int from mail_mail where state = 'outgoing') as waiting,
       (select count(*)::int from mail_mail where state = 'exception') as failed,
       (select coalesce(array_agg(reason order by reason), '{}') from (
         select distinct regexp_replace(failure_reason, '[\\w.+-]+@[\\w.-]+', '…', 'g') as reason
         from mail_mail where state = 'exception') as reasons) as reasons,
       (select c.active from ir_cron c join ir_model_data d on d.res_id = c.id and d.model = 'ir.cron'
         where d.name = 'ir_cron_mail_scheduler_action') as "queueActive",
       (select count(*)::int from ir_mail_server where active and smtp_port = $1) as "serversOnPort"`,
    [placeholderPort(behaviour)],
  );
  return queue;
}

test('every scenario file is registered under its own name', async () => {
  const files = await readdir(join(import.meta.dirname, '../../../source/demo/scenarios'));
  const ids = files
    .filter((file) => file !== 'index.ts' && file.endsWith('.ts'))
    .map((file) => file.replace('-scenario.ts', ''));
  expect(scenarios.map(({ id }) => id).sort((a, b) => a.localeCompare(b))).toEqual(
    ids.sort((a, b) => a.localeCompare(b)),
  );
});

test('an unknown scenario is not found', () => {
  expect(findScenario('tuesday')).toBeUndefined();
});

// The first test that wants a version's database waits until it is filled.
vi.setConfig({ testTimeout: 120_000 });

describe.each(outerSeries)('on Odoo %i', (series) => {
  const refusedPassword =
    series >= 18
      ? `535\nb'5.7.8 Username and Password not accepted. For more information, go to\\n5.7.8  https://support.google.com/mail/?p=BadCredentials`
      : `535\n5.7.8 Username and Password not accepted. For more information, go to\n5.7.8  https://support.google.com/mail/?p=BadCredentials`;

  test('cron has a switched-off queue and waiting mails, and nothing failed', async () => {
    const queue = await look(await createDemoDatabase({ series, scenario: 'cron' }), 'good');
    expect(queue).toEqual({ waiting: 1204, failed: 0, reasons: [], queueActive: false, serversOnPort: 2 });
  });

  test('credentials has a server that refuses the password, and a running queue', async () => {
    const queue = await look(await createDemoDatabase({ series, scenario: 'credentials' }), 'bad-login');
    expect(queue).toMatchObject({ waiting: 5, failed: 312, queueActive: true, serversOnPort: 1 });
    expect(queue?.reasons).toEqual([expect.stringContaining(refusedPassword)]);
  });

  test('firewall has a server that nobody answers for, and a running queue', async () => {
    const queue = await look(await createDemoDatabase({ series, scenario: 'firewall' }), 'silent');
    expect(queue).toEqual({ waiting: 5, failed: 187, reasons: ['timed out'], queueActive: true, serversOnPort: 1 });
  });

  test('monday-morning has all of it: a dead queue, a refused password, lost recipients', async () => {
    const queue = await look(await createDemoDatabase({ series, scenario: 'monday-morning' }), 'bad-login');
    expect(queue).toMatchObject({ waiting: 1204, failed: 312, queueActive: false, serversOnPort: 1 });
    expect(queue?.reasons).toEqual([
      expect.stringContaining(refusedPassword),
      `Mail Delivery Failed\nMail delivery failed via SMTP server '${series >= 20 ? 'Acme relay' : 'None'}'.\nSMTPRecipientsRefused: {'…': (550, b'5.1.1 <…>: Recipient address rejected: User unknown in virtual mailbox table')}`,
    ]);
  });
});

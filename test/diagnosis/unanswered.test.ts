import { describe, expect, test, vi } from 'vitest';
import { runCheckCommand } from '../../source/cli/verbs/check.ts';
import { exitStatus } from '../../source/domain/exit-status.ts';
import type { OutputFormat } from '../../source/world/command.ts';
import { captureContext } from '../support/command-context.ts';
import { createRoleWithout } from '../support/roles.ts';
import { openSickWorld, type SickWorld } from '../support/sick-world.ts';

vi.setConfig({ testTimeout: 120_000 });

const check = async (options: SickWorld['options'], format: OutputFormat = 'text') => {
  const { context, output } = captureContext({ ...options, format });
  const status = await runCheckCommand(context, { causes: [], redact: false });
  return { status, text: output() };
};

describe('a role that lacks one right', () => {
  /** The table, and the causes whose deciding question needs it. */
  const needed: readonly (readonly [table: string, ...causes: readonly string[]])[] = [
    ['ir_cron', 'cron', 'stuck'],
    ['ir_act_server', 'cron', 'stuck'],
    ['ir_model_data', 'cron', 'stuck'],
    ['ir_cron_trigger', 'cron'],
    ['mail_mail', 'rate-limit', 'sender', 'stuck', 'recipients', 'size', 'scheduled'],
    ['mail_message', 'rate-limit', 'sender', 'stuck', 'recipients', 'size', 'scheduled'],
    ['ir_mail_server', 'credentials', 'sender', 'dns', 'firewall', 'no-server', 'size', 'tls'],
    ['ir_config_parameter', 'credentials', 'sender', 'dns', 'firewall', 'size', 'tls'],
    ['res_company', 'credentials', 'sender', 'dns', 'firewall', 'catchall', 'size', 'tls'],
    ['mail_alias_domain', 'credentials', 'sender', 'dns', 'firewall', 'catchall', 'size', 'tls'],
    ['ir_attachment', 'size'],
    ['mail_notification', 'recipients'],
  ];

  test('learns of every cause whose question was not answered, and which table PostgreSQL refused', async () => {
    const world = await openSickWorld({ series: 18, scenario: 'healthy' });
    for (const [table, ...causes] of needed) {
      const dsn = await createRoleWithout(world.database, { [table]: [] });
      const { status, text } = await check({ ...world.options, dsn });
      for (const cause of causes) {
        expect(text, table).toMatch(new RegExp(`^\\? ${cause} .*${table}`, 'm'));
      }
      const isFounding = !['ir_attachment', 'mail_notification'].includes(table);
      expect(status, table).toBe(isFounding ? exitStatus.unknown : exitStatus.ok);
    }
  });

  test('is told so in every form', async () => {
    const world = await openSickWorld({ series: 18, scenario: 'healthy' });
    const dsn = await createRoleWithout(world.database, { ir_act_server: [] });
    const options = { ...world.options, dsn };
    expect((await check(options, 'nagios')).text).toMatch(
      /^ODOO MAIL UNKNOWN - .*\n(.*\n)*UNKNOWN: cron: .*ir_act_server/,
    );
    expect((await check(options, 'markdown')).text).toMatch(/\| \? \| cron \| .*ir/);
    expect(JSON.parse((await check(options, 'json')).text)).toMatchObject({
      verdict: { status: 'unknown', cause: null },
      causes: expect.arrayContaining([expect.objectContaining({ id: 'cron', status: 'unknown' })]),
    });
  });
});

describe('a DNS server that does not answer', () => {
  test.each([
    ['refuses every TXT question', { 'acme.example TXT': 'refused' }],
    ["fails on the sender's own zone", { 'acme.example': 'servfail' }],
    ["fails on the sender's TXT records", { 'acme.example TXT': 'servfail' }],
  ] as const)('and %s leaves the records unknown', async (_, misbehave) => {
    const world = await openSickWorld({ series: 18, scenario: 'healthy', misbehave });
    const { status, text } = await check(world.options);
    expect(text).toMatch(/^\? dns /m);
    expect(status).toBe(exitStatus.unknown);
  });
});

test('what a silent port keeps from being tried is no tick but its consequence', async () => {
  const world = await openSickWorld({ series: 18, scenario: 'firewall' });
  const { text } = await check(world.options);
  for (const cause of ['credentials', 'tls', 'size']) {
    expect(text).toMatch(new RegExp(`^\\? ${cause} .*\\[because of firewall\\]`, 'm'));
  }
});

test('where the queue stands still, that nothing is stuck in it is no good news', async () => {
  const world = await openSickWorld({ series: 18, scenario: 'cron' });
  const { text } = await check(world.options);
  expect(text).toMatch(/^· stuck .*\[because of cron\]$/m);
});

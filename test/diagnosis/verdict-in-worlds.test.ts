import { describe, expect, test, vi } from 'vitest';
import { runCheckCommand } from '../../source/cli/verbs/check.ts';
import { captureContext } from '../support/command-context.ts';
import { outerSeries } from '../support/postgres.ts';
import { openSickWorld, type SickWorld } from '../support/sick-world.ts';

vi.setConfig({ testTimeout: 120_000 });

interface Document {
  readonly verdict: {
    readonly status: string;
    readonly cause: string | null;
    readonly summary: string;
    readonly nextSteps: readonly { readonly title: string; readonly command: string | null }[];
  };
}

const check = async (world: SickWorld, causes: readonly string[] = []) => {
  const { context, output } = captureContext({ ...world.options, format: 'json' });
  const status = await runCheckCommand(context, { causes, redact: false });
  return { status, verdict: (JSON.parse(output()) as Document).verdict };
};

const neutralize = `insert into ir_config_parameter (key, value) values ('database.is_neutralized', 'True')`;
const archiveServers = 'update ir_mail_server set active = false';
const stopCrons = 'update ir_cron set active = false';

describe.each(outerSeries)('Odoo %i', (series) => {
  test.each([
    ['credentials', [archiveServers, stopCrons], 'and it does not'],
    ['recipients', [archiveServers, stopCrons], 'and it does not'],
    ['healthy', [], 'and yet it can: the mail server "'],
    ['credentials', [stopCrons], 'Its queue runner is switched off, but the mail server "'],
  ] as const)(
    'a neutralized copy of %s after %j says so first and leads to the original',
    async (scenario, done, words) => {
      const world = await openSickWorld({ series, scenario });
      for (const statement of [neutralize, ...done]) await world.database.query(statement);
      const { status, verdict } = await check(world);
      expect(verdict).toMatchObject({ status: 'warn', cause: 'no-server' });
      expect(verdict.summary).toContain('This is a neutralized copy: it must not send');
      expect(verdict.summary).toContain(words);
      expect(verdict.nextSteps).toMatchObject([{ title: expect.stringContaining('original database') }]);
      expect(status).toBe(1);
    },
  );

  test.each([
    ["'bool' object has no attribute 'rpartition'"],
    ["SMTPDataError: (554, b'5.7.1 Message contains spam or virus')"],
    ["SMTPDataError: (550, b'5.6.0 Message not RFC 5322 compliant: duplicate header From')"],
    ['Something that nobody has ever seen'],
  ])('thirty fresh mails that failed with %s are never called all well', async (reason) => {
    const world = await openSickWorld({ series, scenario: 'healthy' });
    await world.database.query(
      `update mail_mail set state = 'exception', failure_reason = $1
       where id in (select id from mail_mail where state = 'sent' order by id desc limit 30)`,
      [reason],
    );
    const { status, verdict } = await check(world);
    expect(verdict.summary).not.toContain('Mail is going out');
    expect(status).not.toBe(0);
  });
});

test('a check of one cause never says that mail is going out', async () => {
  const world = await openSickWorld({ series: 18, scenario: 'cron' });
  const { status, verdict } = await check(world, ['sender']);
  expect(verdict.summary).toBe('Nothing wrong was found; only sender was checked.');
  expect(status).toBe(0);
});

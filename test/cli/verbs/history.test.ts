import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { runFix } from '../../../source/cli/verbs/fix.ts';
import { runHistory } from '../../../source/cli/verbs/history.ts';
import { UsageError } from '../../../source/domain/errors.ts';
import { captureContext } from '../../support/command-context.ts';
import { flawsOf } from '../../support/json-schemas.ts';
import { outerSeries } from '../../support/postgres.ts';
import { openSickWorld } from '../../support/sick-world.ts';

// The first test that wants a version's database waits until it is filled.
vi.setConfig({ testTimeout: 120_000 });

const stateFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'history-'));

describe.each(outerSeries)('Odoo %i', (series) => {
  test('a Monday morning: the change of the mail server, by whom, stands before the first failure and is marked', async () => {
    const world = await openSickWorld({ series, scenario: 'monday-morning' });
    const print = async (format: 'text' | 'json' | 'csv', redact = false): Promise<string> => {
      const { context, output } = captureContext({ ...world.options, format });
      expect(await runHistory(context, { redact })).toBe(0);
      return output();
    };
    const text = await print('text');
    expect(text).toMatch(/^First failure: .* UTC, password refused \(535 5\.7\.8\) \(298 mails\)$/m);
    expect(text).toMatch(/Mail server "Gmail" changed, by Anna Adler {3}← 5 m before the first failure$/m);
    expect(text).toMatch(/Email Queue Manager" changed; it is switched off now, by Mitchell Admin$/m);
    expect(text).toMatch(/Module base_setup installed or upgraded, by Mitchell Admin$/m);
    const document = JSON.parse(await print('json'));
    expect(flawsOf('history', document)).toEqual([]);
    const times: readonly string[] = document.happenings.map(({ at }: { at: string }) => at);
    expect(times).toEqual(times.toSorted());
    expect(
      document.happenings.filter((each: { beforeFailureMs: number | null }) => each.beforeFailureMs !== null),
    ).toMatchObject([{ kind: 'mail-server', record: 'ir_mail_server,1', by: { kind: 'user', name: 'Anna Adler' } }]);
    expect(await print('text', true)).toContain('by A… A…');
    expect(await print('csv')).toContain(',mail-server,"ir_mail_server,1","Mail server ""Gmail"" changed",Anna Adler,');
  });
});

test('a healthy Odoo: no failure stands, and --since says how far it is looked', async () => {
  const world = await openSickWorld({ series: 18, scenario: 'healthy' });
  const { context, output } = captureContext(world.options);
  expect(await runHistory(context, { since: '1h', redact: false })).toBe(0);
  expect(output()).not.toContain('←');
  await expect(runHistory(context, { since: 'yesterday', redact: false })).rejects.toThrow(UsageError);
});

test('a change of our own is told from the journal with what was before, and not as the doing of the last user', async () => {
  const world = await openSickWorld({ series: 18, scenario: 'monday-morning' });
  const env = { XDG_STATE_HOME: await stateFolder() };
  const fix = captureContext(world.options, { env });
  await runFix(fix.context, { set: [], secretStdin: false, apply: true, remedy: 'cron.activate' });
  const { context, output } = captureContext(world.options, { env });
  await runHistory(context, { redact: false });
  expect(output()).toMatch(/by odoo-mail-doctor\n +ir_cron,\d+ active: false → true\n/);
  expect(output()).not.toContain('Email Queue Manager" changed');
});

import { expect, onTestFinished, test } from 'vitest';
import { runCheckCommand } from '../../source/cli/verbs/check.ts';
import { runFix } from '../../source/cli/verbs/fix.ts';
import { runJournal } from '../../source/cli/verbs/journal.ts';
import { runQueue } from '../../source/cli/verbs/queue.ts';
import { runRetry } from '../../source/cli/verbs/retry.ts';
import { runUndo } from '../../source/cli/verbs/undo.ts';
import { startCluster } from '../../source/demo/database/cluster.ts';
import { withClient } from '../../source/demo/database/databases.ts';
import { createOdooDatabase } from '../../source/demo/database/odoo-database.ts';
import { findScenario } from '../../source/demo/scenarios/index.ts';
import type { CommandContext } from '../../source/world/command.ts';
import { temporaryFolder } from '../changes/open-changes.ts';
import { captureContext } from '../support/command-context.ts';
import { becomeStandby } from '../support/standby.ts';

const said = "✖ The server of 'acme' is a standby: nothing can be changed here.";
const retry = { apply: false, force: true, canary: true, wait: false };
const fix = { remedy: 'cron.activate', set: [], secretStdin: false, apply: false };

test('a standby is read, says that it is one, and is not changed', { timeout: 120_000 }, async () => {
  const cluster = await startCluster();
  onTestFinished(() => cluster.stop());
  const scenario = findScenario('healthy');
  if (scenario === undefined) throw new Error('There is no healthy scenario.');
  const now = new Date();
  await createOdooDatabase({
    cluster,
    name: 'acme',
    series: 18,
    scenario,
    addresses: { smtpPort: () => 9 },
    now,
    sentMails: 20,
  });
  await withClient(cluster.dsn('acme'), (client) =>
    client.query(`update ir_cron set active = false;
      update mail_mail set state = 'exception', failure_reason = '111
Connection refused' where id = (select max(id) from mail_mail)`),
  );
  await cluster.halt();
  await becomeStandby(cluster);
  const env = { XDG_STATE_HOME: await temporaryFolder() };
  const run = async (command: (context: CommandContext) => Promise<number>): Promise<readonly [number, string]> => {
    const { context, output } = captureContext({ dsn: cluster.dsn('acme') }, { env });
    const status = await command(context);
    return [status, output()];
  };

  expect(await run((context) => runQueue(context, {}))).toEqual([0, expect.stringContaining(' · standby · ')]);
  expect(await run((context) => runCheckCommand(context, { causes: ['cron'], redact: false }))).toEqual([
    expect.any(Number),
    expect.stringMatching(/acme · Odoo 18\.0 · standby/),
  ]);
  for (const apply of [false, true]) {
    const status = apply ? 2 : 0;
    expect(await run((context) => runFix(context, { ...fix, apply }))).toEqual([status, expect.stringContaining(said)]);
    const [retried, words] = await run((context) => runRetry(context, { ...retry, apply }));
    expect([retried, words]).toEqual([status, expect.stringContaining(said.replace('✖ ', ''))]);
    expect(words).toContain('Connect to the primary');
    expect(words).not.toContain('--apply does exactly this');
  }
  expect(await run((context) => runUndo(context, {}))).toEqual([2, expect.stringContaining(said)]);
  expect((await run((context) => runJournal(context, undefined)))[0]).toBe(0);
});

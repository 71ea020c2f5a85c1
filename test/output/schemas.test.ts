import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCancel } from '../../source/cli/verbs/cancel.ts';
import { runCheckCommand } from '../../source/cli/verbs/check.ts';
import { runClassify } from '../../source/cli/verbs/classify.ts';
import { runDemo } from '../../source/cli/verbs/demo.ts';
import { runExplain } from '../../source/cli/verbs/explain.ts';
import { runFind } from '../../source/cli/verbs/find.ts';
import { runFix } from '../../source/cli/verbs/fix.ts';
import { runHistory } from '../../source/cli/verbs/history.ts';
import { runJournal } from '../../source/cli/verbs/journal.ts';
import { runProbeDns } from '../../source/cli/verbs/probe/probe-dns.ts';
import { runProbePort } from '../../source/cli/verbs/probe/probe-port.ts';
import { runProbeSmtp } from '../../source/cli/verbs/probe/probe-smtp.ts';
import { runPurge } from '../../source/cli/verbs/purge.ts';
import { runQueue } from '../../source/cli/verbs/queue.ts';
import { runRetry } from '../../source/cli/verbs/retry.ts';
import { runSchema } from '../../source/cli/verbs/schema.ts';
import { runScore } from '../../source/cli/verbs/score.ts';
import { runSendTest } from '../../source/cli/verbs/send-test.ts';
import { runUndo } from '../../source/cli/verbs/undo.ts';
import { behaviours } from '../../source/demo/smtp/behaviours.ts';
import { type DocumentName, documentNames, schemaOf } from '../../source/output/schemas/index.ts';
import type { Command, GlobalOptions } from '../../source/world/command.ts';
import { temporaryFolder } from '../changes/open-changes.ts';
import { captureContext } from '../support/command-context.ts';
import { flawsOf } from '../support/json-schemas.ts';
import { outerSeries } from '../support/postgres.ts';
import { openSickWorld } from '../support/sick-world.ts';

/** Runs a command as `--format json` would, and holds every line or document that it prints to the command's schema. */
const openPrinter = async (options: Partial<GlobalOptions>) => {
  // Without a PATH no SpamAssassin is found, which reads its rules for seconds.
  const env = { PATH: '/nonexistent', XDG_STATE_HOME: await temporaryFolder() };
  return async <Arguments>(
    name: DocumentName,
    command: Command<Arguments>,
    args: Arguments,
    more: Partial<GlobalOptions> = {},
  ): Promise<Readonly<Record<string, unknown>>> => {
    const { context, output } = captureContext({ ...options, format: 'json', ...more }, { env });
    await command(context, args);
    const document = JSON.parse(output());
    expect(flawsOf(name, document)).toEqual([]);
    return document;
  };
};

const noFix = { set: [], secretStdin: false, apply: false };
const noRetry = { force: false, canary: true, wait: false, apply: false };

test.each(documentNames)('the schema of %s is one, and refuses keys that it does not name', (name) => {
  expect(flawsOf(name, { schema: 1, error: { message: 'No.', tryThis: null } })).toEqual([]);
  expect(flawsOf(name, { schema: 1, error: { message: 'No.', tryThis: null, why: 'x' } })).not.toEqual([]);
  for (const object of objectsIn(schemaOf(name))) expect(object).toHaveProperty('additionalProperties');
});

/** Every part of a schema that describes an object. */
const objectsIn = (schema: unknown): readonly object[] => {
  if (typeof schema !== 'object' || schema === null) return [];
  const own = 'type' in schema && schema.type === 'object' ? [schema] : [];
  return [...own, ...Object.values(schema).flatMap(objectsIn)];
};

describe.each(outerSeries)('Odoo %i', (series) => {
  test('what the commands print about a sick database is as their schemas say', async () => {
    const world = await openSickWorld({ series, scenario: 'monday-morning' });
    const print = await openPrinter({ ...world.options, verbose: true });
    await print('check', runCheckCommand, { causes: [], redact: false });
    await print('check', runCheckCommand, { causes: ['cron'], redact: true });
    await print('queue', runQueue, { recent: 20 });
    await print('find', runFind, { text: 'invoice', limit: 50, for: 10 });
    await print('explain', runExplain, { text: 'invoice' });
    await print('explain', runExplain, { text: 'no-such-mail' });
    await print('send-test', runSendTest, { to: 'ann@one.example', apply: false });
    const [mail] = await world.database.query<{ id: number }>(
      "select id from mail_mail where state in ('outgoing', 'exception') order by id limit 1",
    );
    const { bulk } = await print('score', runScore, { what: String(mail?.id) });
    expect(bulk).toHaveLength(3);
    await print('history', runHistory, { redact: false });
    const { remedies } = await print('fix', runFix, noFix);
    expect(remedies).not.toEqual([]);
    await print('retry', runRetry, noRetry);
    await print('cancel', runCancel, { state: ['exception'], apply: false });
    await print('purge', runPurge, { olderThan: '1d', apply: false });
    await print('fix', runFix, { ...noFix, remedy: 'cron.activate' });
    await print('fix', runFix, { ...noFix, remedy: 'cron.activate', apply: true });
    await print('journal', runJournal, undefined);
    await print('undo', runUndo, {});
    await print('undo', runUndo, {});
    await print('cancel', runCancel, { state: ['exception'], limit: '3', apply: true });
    await print('purge', runPurge, { state: ['cancel'], olderThan: '1m', apply: true });
  });
});

test('every database of a cluster is in one document, those that cannot be read as well', async () => {
  const world = await openSickWorld({ series: 18, scenario: 'healthy' });
  const several = await openPrinter({ ...world.options, allDatabases: true });
  const { databases } = await several('queue', runQueue, {});
  expect(databases).toHaveProperty('length');
  await several('check', runCheckCommand, { causes: ['catchall'], redact: false });
  await several('journal', runJournal, undefined);
});

test('probes and the meaning of a failure are as their schemas say', async () => {
  const world = await openSickWorld({ series: 18, scenario: 'credentials' });
  const print = await openPrinter(world.options);
  const targets = Object.keys(behaviours).map((behaviour) => `127.0.0.1:${world.zoo.smtpPort(behaviour)}`);
  const from = ['a@acme.example'];
  await Promise.all(
    targets.flatMap((target) =>
      (['none', 'starttls', 'ssl_strict'] as const).map((tls) =>
        print('probe smtp', runProbeSmtp, { target, from, to: ['nobody@b.example'], tls }, { timeout: 1 }),
      ),
    ),
  );
  await print('probe port', runProbePort, { targets }, { timeout: 1 });
  await print('probe smtp', runProbeSmtp, { target: 'nowhere.invalid:25', from: [], to: [] });
  await print('probe dns', runProbeDns, { domain: 'acme.example', selector: [], relay: 'smtp.gmail.com' });
  await print('classify', runClassify, { text: '550 5.1.1 no such user', nullSeparated: false });
  await print('demo', runDemo, { odoo: 18, list: true });
  const path = join(await temporaryFolder(), 'message.eml');
  await writeFile(path, 'From: a@acme.example\r\nSubject: x\r\n\r\nx');
  const { target, bulk } = await print('score', runScore, { what: path });
  expect([target, bulk]).toEqual([null, null]);
});

test('the schemas are printed by name', async () => {
  const { context, output } = captureContext();
  expect(await runSchema(context, { command: ['probe', 'smtp'] })).toBe(0);
  expect(JSON.parse(output())).toEqual(schemaOf('probe smtp'));
  await expect(runSchema(context, { command: ['chekc'] })).rejects.toThrow("There is no JSON document of 'chekc'.");
});

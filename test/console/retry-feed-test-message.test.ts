import { expect, onTestFinished, test, vi } from 'vitest';
import { createTestFeed } from '../../source/console/retry-feed/test-message.ts';
import { createRefusedSecrets } from '../../source/services/smtp/refused-secrets.ts';
import type { GlobalOptions } from '../../source/world/command.ts';
import { openTarget } from '../../source/world/open-target.ts';
import { temporaryFolder } from '../changes/open-changes.ts';
import { captureContext } from '../support/command-context.ts';
import { greeting, messagesIn, messageTaking } from '../support/message-taking.ts';
import { answer, close, startScriptedSmtp } from '../support/scripted-smtp.ts';
import { openSickWorld, type SickWorld } from '../support/sick-world.ts';

// The first test that wants a version's database waits until it is filled.
vi.setConfig({ testTimeout: 120_000 });

const { signal } = new AbortController();

const openFeed = async (world: SickWorld, options: Partial<GlobalOptions> = {}) => {
  const env = { XDG_STATE_HOME: await temporaryFolder() };
  const { context } = captureContext({ ...world.options, ...options }, { env });
  const database = await openTarget(context);
  onTestFinished(() => database[Symbol.asyncDispose]());
  const [mail] = await world.database.query<{ id: number }>('select max(id)::int as id from mail_mail');
  const feed = createTestFeed({ command: context, database, refusedSecrets: createRefusedSecrets() });
  return { feed, mail: mail?.id ?? 0 };
};

/** The world with its mail servers somewhere else. */
const pointAt = async (world: SickWorld, port: number): Promise<void> => {
  await world.database.query(
    "update ir_mail_server set smtp_host = '127.0.0.1', smtp_port = $1, smtp_encryption = 'none', smtp_user = null, smtp_pass = null",
    [port],
  );
};

test('what the preview shows arrives exactly once, and a preview is good for one message', async () => {
  const world = await openSickWorld({ series: 18, scenario: 'healthy' });
  const { feed, mail } = await openFeed(world);
  const before = world.received().length;
  const preview = await feed.previewTest(mail, 'ann@one.example', { signal });
  expect(preview.told.sentence).toBe('A test message to ann@one.example');
  expect(preview.told.details.map(({ words }) => words.split(' ')[0])).toEqual([
    'Server',
    'From',
    'Envelope',
    'Subject',
  ]);
  expect(world.received()).toHaveLength(before);

  const told = await feed.sendTest(preview, { signal });
  expect(told).toMatchObject({ status: 'ok', sentence: expect.stringContaining('took the message') });
  expect(told.details[0]?.words).toMatch(/^Its last word: 250 /);
  await expect(feed.sendTest(preview, { signal })).rejects.toThrow('twice');
  expect(
    world
      .received()
      .slice(before)
      .map(({ recipients }) => recipients),
  ).toEqual([['ann@one.example']]);
});

test('where the line breaks after the message it may have been delivered, and it is sent no second time', async () => {
  const world = await openSickWorld({ series: 18, scenario: 'healthy' });
  await using server = await startScriptedSmtp([greeting, answer(...messageTaking([close]))]);
  await pointAt(world, server.port);
  const { feed, mail } = await openFeed(world);
  const told = await feed.sendTest(await feed.previewTest(mail, 'ann@one.example', { signal }), { signal });
  expect(told).toMatchObject({ status: 'warn', sentence: expect.stringContaining('may have been delivered') });
  expect(server.received.flatMap(messagesIn)).toHaveLength(1);
  expect(server.received).toHaveLength(1);
});

test('the queue id of the server is told', async () => {
  const world = await openSickWorld({ series: 18, scenario: 'healthy' });
  await using server = await startScriptedSmtp([greeting, answer(...messageTaking('250 Ok: queued as 4F2A91'))]);
  await pointAt(world, server.port);
  const { feed, mail } = await openFeed(world);
  const told = await feed.sendTest(await feed.previewTest(mail, 'ann@one.example', { signal }), { signal });
  expect(told.details.map(({ words }) => words)).toContain('Queue id: 4F2A91');
});

test('what was stopped before the server was met says so, and nothing arrives', async () => {
  const world = await openSickWorld({ series: 18, scenario: 'healthy' });
  const { feed, mail } = await openFeed(world);
  const before = world.received().length;
  const preview = await feed.previewTest(mail, 'ann@one.example', { signal });
  const told = await feed.sendTest(preview, { signal: AbortSignal.abort(new Error('stopped')) });
  expect(told).toMatchObject({ status: 'skipped', sentence: expect.stringContaining('Nothing was sent') });
  expect(world.received()).toHaveLength(before);
});

test('no test is even shown for a database that was neutralized since the console was opened', async () => {
  const world = await openSickWorld({ series: 18, scenario: 'healthy' });
  const { feed, mail } = await openFeed(world);
  await world.database.query("insert into ir_config_parameter (key, value) values ('database.is_neutralized', 'true')");
  await expect(feed.previewTest(mail, 'ann@one.example', { signal })).rejects.toThrow('neutralized copy');
});

test('with --read-only, and for a mail that is gone, there is nothing to send', async () => {
  const world = await openSickWorld({ series: 18, scenario: 'healthy' });
  const readOnly = await openFeed(world, { readOnly: true });
  await expect(readOnly.feed.previewTest(readOnly.mail, 'ann@one.example', { signal })).rejects.toThrow('--read-only');
  const { feed } = await openFeed(world);
  await expect(feed.previewTest(2_000_000_000, 'ann@one.example', { signal })).rejects.toThrow('There is no mail');
});

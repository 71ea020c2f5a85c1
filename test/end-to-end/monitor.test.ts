import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { greeting, messagesIn, messageTaking } from '../support/message-taking.ts';
import { answer, startScriptedSmtp } from '../support/scripted-smtp.ts';
import { openSickWorld } from '../support/sick-world.ts';

const launcher = join(import.meta.dirname, '..', '..', 'bin', 'odoo-mail-doctor.js');

/** A webhook on a real socket, and what it was told. */
const startWebhook = async () => {
  const told: string[] = [];
  const server = createServer(async (request, response) => {
    const { events } = (await json(request)) as { readonly events: readonly { kind: string; rule: string }[] };
    told.push(...events.map(({ kind, rule }) => `${kind} ${rule}`));
    response.end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { told, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook` };
};

const byText = (one: string, other: string): number => one.localeCompare(other);

const wait = { timeout: 30_000, interval: 100 };

test('one alert when the cron goes off and one recovery when it is back, by mail and webhook, none twice over kill -9', {
  timeout: 120_000,
}, async () => {
  const world = await openSickWorld({ series: 20, scenario: 'healthy' });
  await using mailbox = await startScriptedSmtp([greeting, answer(...messageTaking('250 2.0.0 Ok: queued'))]);
  const webhook = await startWebhook();
  const folder = await mkdtemp(join(tmpdir(), 'omd-'));
  const rules = join(folder, 'monitor.yml');
  await writeFile(
    rules,
    `every: 5s
notify:
  - mail: {from: monitor@acme.example, to: admin@acme.example, server: "smtp://127.0.0.1:${mailbox.port}"}
  - webhook: {url: "${webhook.url}"}
`,
  );
  const { dsn = '', config = '', resolver = '' } = world.options;
  const args = ['--dsn', dsn, '-c', config, '--resolver', resolver, 'monitor', '--rules', rules];
  const said: string[] = [];
  const start = (): ChildProcess => {
    const child = spawn(process.execPath, [launcher, ...args], {
      env: { PATH: process.env['PATH'], HOME: folder, XDG_STATE_HOME: folder },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    child.stderr?.on('data', (chunk: Buffer) => said.push(String(chunk)));
    onTestFinished(() => void child.kill('SIGKILL'));
    return child;
  };
  const kill = async (child: ChildProcess): Promise<void> => {
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  const state = async () => {
    const own = join(folder, 'odoo-mail-doctor');
    const [name = ''] = (await readdir(own).catch(() => [])).filter((each) => /^monitor-.*\.json$/.test(each));
    return JSON.parse(await readFile(join(own, name), 'utf8')).state;
  };
  const mails = (): readonly string[] =>
    mailbox.received
      .flatMap((lines) => messagesIn(lines))
      .map((mail) => /^Subject: (.*)$/m.exec(mail)?.[1] ?? '(no subject)');
  /** Until the webhook was told that, and it is written down that both were told: what comes before that may come again. */
  const expectTold = async (events: readonly string[]): Promise<void> => {
    const pending = async (): Promise<readonly unknown[]> =>
      Object.values((await state()).notifiers).map((each) => (each as { readonly pending: unknown }).pending);
    await expect.poll(() => webhook.told.toSorted(byText), wait).toEqual(events.toSorted(byText));
    await expect.poll(() => pending().catch(() => undefined), wait).toEqual([[], []]);
  };
  /** Another rule's alert in the same look shows that the look was judged and told. */
  const setOld = (isOld: boolean): Promise<unknown> =>
    world.database.query(
      `update mail_mail set create_date = create_date ${isOld ? '-' : '+'} interval '1 day' where state = 'outgoing'`,
    );
  const setCron = (active: boolean): Promise<unknown> =>
    world.database.query(
      `update ir_cron set active = $1, nextcall = now() at time zone 'UTC' + interval '1 hour'
       where id = (select res_id from ir_model_data where name = 'ir_cron_mail_scheduler_action')`,
      [active],
    );

  await setCron(true);
  const first = start();
  await expect
    .poll(
      () =>
        state().then(
          () => true,
          () => false,
        ),
      wait,
    )
    .toBe(true);
  expect(webhook.told).toEqual([]);
  await setCron(false);
  await expectTold(['raised queue-runner']);
  await kill(first);

  await setOld(true);
  const second = start();
  await expectTold(['raised queue-runner', 'raised oldest-waiting']);
  await kill(second);

  await setOld(false);
  await setCron(true);
  const third = start();
  const over = ['raised queue-runner', 'raised oldest-waiting', 'recovered queue-runner', 'recovered oldest-waiting'];
  await expectTold(over);
  await kill(third);

  // The causes ran as well, in the program as it is shipped.
  expect(said.join('')).not.toContain('could not be examined');
  await setOld(true);
  const fourth = start();
  await expectTold([...over, 'raised oldest-waiting']);
  await kill(fourth);

  // A mail a look, and each subject once: long ones are folded and encoded.
  expect(mails().map((subject) => /Alert|2.alerts.*Recovered/.exec(subject)?.[0].slice(0, 5))).toEqual([
    'Alert',
    'Alert',
    '2_ale',
    'Alert',
  ]);
});

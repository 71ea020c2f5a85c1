import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { openSickWorld } from '../support/sick-world.ts';

const launcher = join(import.meta.dirname, '..', '..', 'bin', 'odoo-mail-doctor.js');

/** A port that nobody listens on a moment before it is used. */
const findFreePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};

test('a monitor serves what it saw, keeps its config file where a new one is wrong, and ends at SIGTERM with status 0', {
  timeout: 60_000,
}, async () => {
  const world = await openSickWorld({ series: 18, scenario: 'healthy' });
  const folder = await mkdtemp(join(tmpdir(), 'omd-'));
  const rules = join(folder, 'monitor.yml');
  await writeFile(rules, 'every: 5s\n');
  const { dsn = '', config = '', resolver = '' } = world.options;
  const args = ['--dsn', dsn, '-c', config, '--resolver', resolver, 'monitor', '--rules', rules];
  const child = spawn(process.execPath, [launcher, ...args, '--metrics', `127.0.0.1:${await findFreePort()}`], {
    env: { PATH: process.env['PATH'], HOME: folder, XDG_STATE_HOME: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += String(chunk);
  });
  const output = text(child.stdout);
  const wait = { timeout: 30_000, interval: 50 };
  await expect.poll(() => /served on (http:\S+\/metrics)/.exec(said)?.[1], wait).toBeDefined();
  const url = /served on (http:\S+\/metrics)/.exec(said)?.[1] ?? '';
  const scrape = async (): Promise<string> => await (await fetch(url)).text();
  await expect.poll(scrape, wait).toMatch(/^odoo_mail_up\{database="[^"]+"\} 1$/m);
  expect(await scrape()).toMatch(/^odoo_mail_queue_mails\{database="[^"]+",state="outgoing"\} \d+$/m);

  await writeFile(rules, 'every: 5s\nrules:\n  growht: off\n');
  child.kill('SIGHUP');
  await expect.poll(() => said, wait).toContain(`${rules}, line 3: there is no rule 'growht'.`);
  expect((await fetch(url)).status).toBe(200);

  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  expect(await exited).toEqual([0, null]);
  await expect(fetch(url)).rejects.toThrow();
  expect(await output).toBe('');
});

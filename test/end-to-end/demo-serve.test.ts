import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { Client } from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { flawsOf } from '../support/json-schemas.ts';
import { launcher, type ServedWorld, serveWorld, survivors } from './served-world.ts';

const timeoutMs = 90_000;

const folderOf = ({ info }: ServedWorld): string => dirname(info.config);

/** `refused`, or `open`. */
const knockOn = async (port: number): Promise<string> => {
  const socket = connect({ host: '127.0.0.1', port });
  const answer = await once(socket, 'connect').then(
    () => 'open',
    () => 'refused',
  );
  socket.destroy();
  return answer;
};

const expectNothingLeft = async (world: ServedWorld): Promise<void> => {
  await expect.poll(() => survivors(world.processes), { timeout: 20_000 }).toEqual([]);
  await expect.poll(() => existsSync(folderOf(world)), { timeout: 10_000 }).toBe(false);
  await expect.poll(() => existsSync(postgresFolder(world)), { timeout: 10_000 }).toBe(false);
  expect(await knockOn(Number(new URL(world.info.dsn).port))).toBe('refused');
  expect(await knockOn(Number(world.info.resolver.split(':')[1]))).toBe('refused');
};

const postgresFolder = ({ processes }: ServedWorld): string => {
  const found = processes.map(({ command }) => / -D (\S+)/.exec(command)?.[1]).find((path) => path !== undefined);
  if (found === undefined) throw new Error('the world runs no PostgreSQL');
  return found;
};

test('a served world prints one line that says how to reach it, and is gone after SIGTERM', {
  timeout: timeoutMs,
}, async () => {
  const world = await serveWorld('credentials', '--odoo', '17');

  expect(Object.keys(JSON.parse(world.line))).toEqual(['dsn', 'config', 'resolver', 'odooVersion', 'scenario']);
  expect(flawsOf('demo', JSON.parse(world.line))).toEqual([]);
  expect(world.info).toMatchObject({ odooVersion: '17.0', scenario: 'credentials' });
  expect(readFileSync(world.info.config, 'utf8')).toMatch(/^\[odoo_mail_doctor\]\nreference_relays = .+:\d+/m);
  const client = new Client({ connectionString: world.info.dsn });
  await client.connect();
  const { rows } = await client.query(
    `select current_user as role, latest_version from ir_module_module where name = 'base'`,
  );
  await client.end();
  expect(rows).toEqual([{ role: 'odoo', latest_version: '17.0.1.3' }]);
  expect(world.processes.map(({ command }) => command).join('\n')).toMatch(/queue-runner\.js/);

  world.process.kill('SIGTERM');

  expect(await world.ended).toEqual([0, null]);
  await expectNothingLeft(world);
});

test('the commands that a served world prints for a person can be pasted back', { timeout: timeoutMs }, async () => {
  const child = spawn(process.execPath, [launcher, 'demo', 'healthy', '--serve'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(async () => {
    child.kill('SIGTERM');
    await once(child, 'exit');
  });
  let words = '';
  for await (const line of createInterface({ input: child.stdout })) {
    words += `${line}\n`;
    if (line.startsWith('Ctrl+C')) break;
  }

  const [, flags = ''] = /^ {2}odoo-mail-doctor (-c .*)$/m.exec(words) ?? [];
  const queue = spawn(process.execPath, [launcher, 'queue', ...flags.split(' ')]);
  const [queued] = await Promise.all([text(queue.stdout), once(queue, 'exit')]);
  expect(queued).toMatch(/^acme · Odoo /);
  const [, password = '', address = ''] = /^ {2}PGPASSWORD=(\S+) psql (\S+)$/m.exec(words) ?? [];
  const client = new Client({ connectionString: address.replace('@', `:${password}@`) });
  await client.connect();
  await client.end();
});

test('a served world that is killed leaves nothing behind either', { timeout: timeoutMs }, async () => {
  const world = await serveWorld('healthy');
  const commands = world.processes.map(({ command }) => command).join('\n');
  expect(commands).toMatch(/silent-port\.js/);
  expect(commands).toMatch(/janitor\.js/);

  world.process.kill('SIGKILL');

  expect(await world.ended).toEqual([null, 'SIGKILL']);
  await expectNothingLeft(world);
});

test('an unknown scenario is wrong usage and names the ones there are', async () => {
  const child = spawn(process.execPath, [launcher, 'demo', 'tuesday'], { stdio: ['ignore', 'ignore', 'pipe'] });
  const [[status], words] = await Promise.all([once(child, 'exit'), text(child.stderr)]);
  expect(status).toBe(64);
  expect(words).toMatch(/no demo scenario 'tuesday'[\s\S]*monday-morning, healthy/);
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startJanitor } from '../../../source/demo/janitor/janitor.ts';
import { readProcess } from '../../../source/demo/janitor/process-table.ts';

/** A process that does nothing, until ended; `deaf` ignores the polite signals. */
const startIdler = async ({ deaf = false } = {}) => {
  const script = `${deaf ? `process.on('SIGTERM', () => undefined);` : ''} setInterval(() => undefined, 60_000); process.send('up')`;
  const idler = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  const ended = once(idler, 'exit');
  await once(idler, 'message');
  if (idler.pid === undefined) throw new Error('the idler did not start');
  return { pid: idler.pid, ended };
};

test('the janitor ends processes and removes folders', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'odoo-mail-doctor-test-'));
  await writeFile(join(folder, 'file'), 'text');
  const idler = await startIdler();
  const janitor = await startJanitor();
  janitor.endProcess(idler.pid, 'SIGTERM');
  janitor.removeFolder(folder);

  await janitor.close();

  expect(await idler.ended).toEqual([null, 'SIGTERM']);
  expect(existsSync(folder)).toBe(false);
});

test('a process that does not listen is killed', async () => {
  const idler = await startIdler({ deaf: true });
  const janitor = await startJanitor();
  janitor.endProcess(idler.pid, 'SIGTERM');
  await janitor.close();
  expect(await idler.ended).toEqual([null, 'SIGKILL']);
});

test('the janitor does its errands when the process that started it is killed', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'odoo-mail-doctor-test-'));
  const module = new URL('../../../source/demo/janitor/janitor.ts', import.meta.url).href;
  const script = `
    const { startJanitor } = await import(${JSON.stringify(module)});
    const janitor = await startJanitor();
    janitor.removeFolder(${JSON.stringify(folder)});
    setInterval(() => undefined, 60_000);
    process.send(janitor.pid);`;
  const owner = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const [pid] = await once(owner, 'message');

  owner.kill('SIGKILL');

  await expect.poll(() => existsSync(folder), { timeout: 10_000 }).toBe(false);
  await expect.poll(() => readProcess(Number(pid))?.state ?? 'gone', { timeout: 10_000 }).toMatch(/gone|Z/);
});

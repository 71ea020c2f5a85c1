import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { lockState } from '../../source/monitor/state-lock.ts';

const newPath = async (...folders: readonly string[]): Promise<string> =>
  join(await mkdtemp(join(tmpdir(), 'omd-')), ...folders, 'monitor-0123456789ab.json');

test('of two monitors with one state the second ends with a sentence; after the first has gone it has it', async () => {
  const path = await newPath('state');
  const first = await lockState(path);
  await expect(lockState(path)).rejects.toThrow(
    `Another monitor watches the same databases, with its state in ${path}.`,
  );
  await expect(lockState(path)).rejects.toThrow('Another monitor');
  await first[Symbol.asyncDispose]();
  await using second = await lockState(path);
  expect(second).toBeDefined();
});

test('a path that is too long for a socket is locked all the same', async () => {
  const path = await newPath('a'.repeat(100), 'b'.repeat(100));
  await using first = await lockState(path);
  expect(first).toBeDefined();
  await expect(lockState(path)).rejects.toThrow('Another monitor');
});

test('what a killed monitor left behind keeps nobody out', async () => {
  const path = await newPath();
  const source = pathToFileURL(join(import.meta.dirname, '..', '..', 'source', 'monitor', 'state-lock.ts')).href;
  const script = `const { lockState } = await import(${JSON.stringify(source)});
    await lockState(${JSON.stringify(path)});
    console.log('locked');
    setInterval(() => undefined, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  await expect(lockState(path)).rejects.toThrow('Another monitor');
  child.kill('SIGKILL');
  await once(child, 'exit');
  const [one, other] = await Promise.allSettled([lockState(path), lockState(path)]);
  expect([one.status, other.status].toSorted()).toEqual(['fulfilled', 'rejected']);
});

test('a folder that cannot be made is told in a sentence', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'omd-'));
  await writeFile(join(folder, 'file'), '');
  await expect(lockState(join(folder, 'file', 'own', 'monitor.json'))).rejects.toThrow(
    /^The folder .* for the monitor's state cannot be made: a part of the path is no folder\.$/,
  );
});

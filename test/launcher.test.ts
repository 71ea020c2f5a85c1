import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transform } from 'esbuild';
import { afterEach, beforeEach, expect, test } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };

const launcher = join(import.meta.dirname, '..', 'bin', 'odoo-mail-doctor.js');
let home: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'odoo-mail-doctor-home-'));
});
afterEach(() => rm(home, { recursive: true }));

const launch = (args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<readonly [number, string, string]> =>
  new Promise((resolve) => {
    execFile(process.execPath, [...args], { env: { HOME: home, ...env } }, (error, stdout, stderr) =>
      resolve([typeof error?.code === 'number' ? error.code : 0, stdout, stderr]),
    );
  });

test('Node 12 can read the launcher to its end', async () => {
  const code = await readFile(launcher, 'utf8');
  const [old, current] = await Promise.all(
    ['node12.20', 'esnext'].map((target) => transform(code, { target, format: 'esm' })),
  );
  // What an older target needs rewritten it could not read.
  expect(old?.code).toBe(current?.code);
});

test('a Node that is too old is told in one sentence', async () => {
  const pretend = `Object.defineProperty(process.versions, 'node', { value: '20.19.5' })`;
  expect(await launch(['--import', `data:text/javascript,${encodeURIComponent(pretend)}`, launcher, 'check'])).toEqual([
    64,
    '',
    'odoo-mail-doctor needs Node.js 22.19 or newer; this is 20.19.5. Install a newer Node.js and try again.\n',
  ]);
});

test('the version is told without loading or keeping anything', async () => {
  expect(await launch([launcher, '--version'])).toEqual([0, `${packageJson.version}\n`, '']);
  expect(await readdir(home)).toEqual([]);
});

test('compiled code is kept in the cache folder of the account', async () => {
  expect(await launch([launcher, '--help'])).toEqual([0, expect.stringContaining('Usage'), '']);
  expect(await readdir(join(home, '.cache', 'odoo-mail-doctor'))).toHaveLength(1);
});

test('compiled code is never taken from where another account could have put it', async () => {
  await chmod(home, 0o777);
  expect(await launch([launcher, '--help'])).toEqual([0, expect.stringContaining('Usage'), '']);
  expect(await readdir(home)).toEqual([]);
});

test('a cache folder that cannot be made is no fault', async () => {
  expect(await launch([launcher, '--help'], { HOME: '/proc/self' })).toEqual([0, expect.stringContaining('Usage'), '']);
});

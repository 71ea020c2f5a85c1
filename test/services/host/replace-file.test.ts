import { execFileSync } from 'node:child_process';
import { chmod, chown, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { hasAccessList } from '../../../source/services/host/keep-access.ts';
import { replaceFile } from '../../../source/services/host/replace-file.ts';

const runs = (line: string): boolean => {
  try {
    execFileSync('bash', ['-c', line], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

const shell = (line: string, path: string): string =>
  execFileSync('bash', ['-c', line, 'bash', path], { encoding: 'utf8' });

const writeConf = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'odoo-mail-doctor-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, 'odoo.conf');
  await writeFile(path, 'old');
  await chmod(path, 0o640);
  return path;
};

test('mode and owner stay, the time does not, and nothing is left beside it', async () => {
  const path = await writeConf();
  if (process.getuid?.() === 0) await chown(path, 54_321, 54_322);
  await utimes(path, 1, 1);
  const before = await stat(path);
  await replaceFile(path, Buffer.from('new'));
  const after = await stat(path);
  expect(await readFile(path, 'utf8')).toBe('new');
  expect([after.mode, after.uid, after.gid]).toEqual([before.mode, before.uid, before.gid]);
  expect(after.mtimeMs).toBeGreaterThan(before.mtimeMs);
  expect(await readdir(join(path, '..'))).toEqual(['odoo.conf']);
});

test.runIf(runs('f=$(mktemp) && setfacl -m u:12345:r "$f" && getfacl "$f"; s=$?; rm -f "$f"; exit $s'))(
  'an access list stays as it was, and opens the file to no group',
  { meta: { needs: 'setfacl' } },
  async () => {
    const path = await writeConf();
    shell('setfacl -m u:12345:r,g::-,m::r "$1"', path);
    const before = shell('getfacl -cp "$1"', path);
    await replaceFile(path, Buffer.from('new'));
    expect(shell('getfacl -cp "$1"', path)).toBe(before);
    expect(before).toMatch(/^group::---$/m);
  },
);

test.runIf(runs('f=$(mktemp) && setfattr -n user.note -v kept "$f" && getfattr "$f"; s=$?; rm -f "$f"; exit $s'))(
  'an extended attribute stays',
  { meta: { needs: 'setfattr' } },
  async () => {
    const path = await writeConf();
    shell('setfattr -n user.note -v kept "$1"', path);
    await replaceFile(path, Buffer.from('new'));
    expect(shell('getfattr --only-values -n user.note "$1"', path)).toBe('kept');
  },
);

test.each([
  ['-rw-r-----+ 1 odoo odoo 3 Nov 28 16:00 odoo.conf', true],
  ['-rw-r-----. 1 odoo odoo 3 Nov 28 16:00 odoo.conf', false],
  ['-rw-r----- 1 odoo odoo 3 Nov 28 16:00 a+b.conf', false],
  ['', false],
])('ls says of %s whether there is an access list', (line, has) => {
  expect(hasAccessList(line)).toBe(has);
});

import { mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { nameApart, writeNewFile } from '../../source/console/write-new-file.ts';

const makeFolders = async (): Promise<readonly [string, string]> => {
  const root = await mkdtemp(join(tmpdir(), 'odoo-mail-doctor-test-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  const folders = [join(root, 'here'), join(root, 'elsewhere')] as const;
  for (const folder of folders) await mkdir(folder);
  return folders;
};

test('a report is for nobody but the account', async () => {
  const [here, elsewhere] = await makeFolders();
  const path = await writeNewFile([here, elsewhere], 'report.md', 'text');
  expect(path).toBe(join(here, 'report.md'));
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

test('a link that waits under its name is not followed, and a file is not replaced', async () => {
  const [here, elsewhere] = await makeFolders();
  const victim = join(elsewhere, 'victim');
  await writeFile(victim, 'precious');
  await symlink(victim, join(here, 'report.md'));
  expect(await writeNewFile([here, elsewhere], 'report.md', 'text')).toBe(join(elsewhere, 'report.md'));
  await expect(writeNewFile([here, elsewhere], 'report.md', 'text')).rejects.toThrow('EEXIST');
  expect(await readFile(victim, 'utf8')).toBe('precious');
});

test('two reports of one minute have names of their own, which nobody can guess', () => {
  expect(nameApart('mail-of-acme', 'md')).toMatch(/^mail-of-acme-[0-9a-f]{8}\.md$/);
  expect(nameApart('mail-of-acme', 'md')).not.toBe(nameApart('mail-of-acme', 'md'));
});

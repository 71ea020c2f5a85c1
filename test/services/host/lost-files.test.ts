import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { findLostFiles } from '../../../source/services/host/lost-files.ts';

const makeFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'odoo-mail-doctor-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
};

test('files that are not there are lost, and a link to nowhere is', async () => {
  const folder = await makeFolder();
  await mkdir(join(folder, 'ab'));
  await writeFile(join(folder, 'ab', 'ab01'), '');
  await symlink(join(folder, 'nowhere'), join(folder, 'ab', 'ab02'));
  const lost = await findLostFiles({ folder }, ['ab/ab01', 'ab/ab02', 'ab/ab03', 'cd/cd01', 'cd/cd01']);
  expect([...(lost ?? [])]).toEqual(['ab/ab02', 'ab/ab03', 'cd/cd01']);
});

test('a name that is none of a filestore is neither looked for nor lost', async () => {
  const folder = await makeFolder();
  expect(await findLostFiles({ folder }, ['../../etc/nothing', '/nothing', 'ab/../cd/x', ''])).toEqual(new Set());
});

test('of a filestore that is not there nothing is known', async () => {
  const folder = await makeFolder();
  expect(await findLostFiles({ folder: join(folder, 'none') }, ['ab/ab01'])).toBeUndefined();
});

test.runIf(process.getuid?.() !== 0)(
  'what we may not enter is not lost',
  { meta: { needs: 'an account that is not root' } },
  async () => {
    const folder = await makeFolder();
    await mkdir(join(folder, 'ab'), { mode: 0o000 });
    expect(await findLostFiles({ folder }, ['ab/ab01'])).toEqual(new Set());
    await chmod(join(folder, 'ab'), 0o700);
  },
);

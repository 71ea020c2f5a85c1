import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { copyFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { output } from './report.ts';

const run = promisify(execFile);
const release = 'bookworm';

/**
 * A minimal Debian in `root` (debootstrap(8), from this machine's mirror), with the package for `debian` installed by
 * apt, which has to bring what it depends on. Returns the command that runs the program there; rejects where the mirror
 * cannot be reached, or where the package lacks something.
 */
export const makeDebianRoot = async (root: string, debian: string): Promise<readonly [string, ...string[]]> => {
  await run('debootstrap', ['--variant=minbase', release, root], { maxBuffer: 64 * 1024 * 1024 });
  const name = (await readdir(output)).find((each) => each.endsWith(`_${debian}.deb`));
  assert(name !== undefined, 'npm run pack:deb has made the package');
  await copyFile(join(output, name), join(root, 'tmp', name));
  const inside = (...command: readonly string[]) =>
    run('chroot', [root, ...command], {
      env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', DEBIAN_FRONTEND: 'noninteractive' },
      maxBuffer: 64 * 1024 * 1024,
    });
  await inside('apt-get', 'install', '--yes', '--no-install-recommends', `/tmp/${name}`);
  const { stdout: files } = await inside('dpkg-query', '--listfiles', 'odoo-mail-doctor');
  for (const file of [
    '/usr/bin/odoo-mail-doctor',
    '/usr/lib/systemd/system/odoo-mail-doctor.service',
    '/usr/share/bash-completion/completions/odoo-mail-doctor',
  ]) {
    assert(files.split('\n').includes(file), `the package brings ${file}`);
  }
  return ['chroot', '--userspec=12345:12345', root, '/usr/bin/odoo-mail-doctor'];
};

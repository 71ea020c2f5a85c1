/**
 * `npm run test:single`, after `npm run pack:single` and `npm run pack:deb`: what they made, where no Node and no account
 * is. Whatever this machine lacks for a try is said.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdtemp, rm } from 'node:fs/promises';
import { arch, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { allArchitectures, architectures } from '../../packaging/architectures.ts';
import { commandHere } from '../../packaging/run-here.ts';
import { openWorld } from '../../source/demo/world/open-world.ts';
import { checkContents } from './contents.ts';
import { makeDebianRoot } from './debian-root.ts';
import { makeEmptyRoot } from './empty-root.ts';
import { output, say } from './report.ts';
import { tryDemo } from './try-demo.ts';
import { programEnvironment, tryProgram } from './try-program.ts';

const run = promisify(execFile);
const here = allArchitectures.find((each) => each === arch());
const isRoot = process.getuid?.() === 0;
const signal = new AbortController().signal;

const inFolder = async (work: (folder: string) => Promise<void>): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'odoo-mail-doctor-root-'));
  try {
    // Another account runs the program there.
    await chmod(folder, 0o755);
    await work(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
};

const tryInDebian = async (root: string, debian: string, demo: string): Promise<void> => {
  await tryProgram('Debian', await makeDebianRoot(root, debian), world.info);
  await copyFile(demo, join(root, 'usr', 'bin', 'demo'));
  // nobody(65534) has an entry and no home; PostgreSQL does not run as root.
  // A program finds the libraries beside it by /proc/self/exe: ld.so(8), $ORIGIN.
  await run('mount', ['-t', 'proc', 'proc', join(root, 'proc')]);
  try {
    await tryDemo('Debian', ['chroot', '--userspec=nobody', root, '/usr/bin/demo'], {
      ...programEnvironment,
      HOME: '/tmp',
    });
  } finally {
    await run('umount', [join(root, 'proc')]);
  }
};

await checkContents();
const world = await openWorld({ scenario: 'firewall', series: 18, traffic: false, signal });
try {
  for (const architecture of allArchitectures) {
    const program = join(output, `odoo-mail-doctor-linux-${architecture}`);
    if (architecture !== here) {
      const command = commandHere(architecture, program);
      if (command === undefined)
        say(`skipped: ${architecture} needs ${architectures[architecture].qemu} and libraries`);
      else await tryProgram(`${architecture} under QEMU`, command, world.info);
    } else if (!isRoot) {
      say('skipped: an empty root, and a Debian root, need root');
    } else {
      await inFolder(async (root) => tryProgram('an empty root', await makeEmptyRoot(root, program), world.info));
      const { debian } = architectures[architecture];
      if (!existsSync('/usr/sbin/debootstrap')) say('skipped: a Debian root needs debootstrap');
      else await inFolder((root) => tryInDebian(root, debian, `${output}/odoo-mail-doctor-demo-linux-${architecture}`));
    }
  }
} finally {
  await world.close();
}

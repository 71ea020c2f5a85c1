/** `npm run pack:deb`, after `npm run build` and `npm run pack:single`: a Debian package for each architecture. */
import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import packageJson from '../package.json' with { type: 'json' };
import { systemdUnit } from '../source/cli/verbs/monitor/systemd-unit.ts';
import { type Architecture, allArchitectures, architectures } from './architectures.ts';
import { writeChecksums } from './checksums.ts';

const run = promisify(execFile);
const output = join(import.meta.dirname, '..', 'out');
const built = join(import.meta.dirname, '..', 'dist');
/** What `npm run build` made, and where below /usr/share it belongs. */
const shared = {
  'man/odoo-mail-doctor.1': 'man/man1/odoo-mail-doctor.1',
  'completions/odoo-mail-doctor.bash': 'bash-completion/completions/odoo-mail-doctor',
  'completions/_odoo-mail-doctor': 'zsh/vendor-completions/_odoo-mail-doctor',
  'completions/odoo-mail-doctor.fish': 'fish/vendor_completions.d/odoo-mail-doctor.fish',
} as const;

const control = (architecture: Architecture, installedSize: number): string => `Package: odoo-mail-doctor
Version: ${packageJson.version}
Architecture: ${architectures[architecture].debian}
Maintainer: The odoo-mail-doctor project <odoo-mail-doctor@example.org>
Installed-Size: ${Math.ceil(installedSize / 1024)}
Depends: libc6 (>= 2.28), libstdc++6 (>= 7), libgcc-s1 | libgcc1, libatomic1
Section: mail
Priority: optional
Description: finds out why Odoo's e-mail stopped, and mends it
 A console and a command line for the server of an Odoo: it shows the mail
 queue, measures every known cause and names the one to mend first. It brings
 its own Node.js.
`;

const packArchitecture = async (architecture: Architecture, folder: string): Promise<string> => {
  const tree = join(folder, architecture);
  const place = async (path: string) => {
    const whole = join(tree, path);
    await mkdir(whole, { recursive: true });
    return whole;
  };
  const program = join(output, `odoo-mail-doctor-linux-${architecture}`);
  await copyFile(program, join(await place('usr/bin'), 'odoo-mail-doctor'));
  const documents = await place('usr/share/doc/odoo-mail-doctor');
  await copyFile(join(import.meta.dirname, '..', 'LICENSE'), join(documents, 'copyright'));
  for (const name of ['THIRD-PARTY.txt', 'NODE-LICENSE.txt']) await copyFile(join(output, name), join(documents, name));
  for (const [from, to] of Object.entries(shared)) {
    await place(join('usr/share', dirname(to)));
    await copyFile(join(built, from), join(tree, 'usr/share', to));
  }
  // Installed and not enabled: what to watch stands in the configuration of Odoo, whose account reads it.
  const unit = systemdUnit({ command: ['/usr/bin/odoo-mail-doctor', 'monitor'], user: 'odoo' });
  await writeFile(join(await place('usr/lib/systemd/system'), 'odoo-mail-doctor.service'), unit);
  const { size } = await stat(program);
  await writeFile(join(await place('DEBIAN'), 'control'), control(architecture, size));
  const name = `odoo-mail-doctor_${packageJson.version}_${architectures[architecture].debian}.deb`;
  await run('dpkg-deb', ['--root-owner-group', '-Zzstd', '--build', tree, join(output, name)]);
  return name;
};

const folder = await mkdtemp(join(tmpdir(), 'odoo-mail-doctor-deb-'));
try {
  for (const architecture of allArchitectures) {
    const name = await packArchitecture(architecture, folder);
    const { size } = await stat(join(output, name));
    process.stdout.write(`${name}: ${(size / 1_000_000).toFixed(1)} MB\n`);
  }
  await writeChecksums(output);
} catch (error) {
  if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  process.stderr.write('Needed: what npm run build and npm run pack:single make, and dpkg-deb (apt install dpkg).\n');
  process.exitCode = 1;
} finally {
  await rm(folder, { recursive: true });
}

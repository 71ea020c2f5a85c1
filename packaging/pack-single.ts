/** `npm run pack:single`: one executable for each architecture, and the same with the demo's PostgreSQL. */
import { copyFile, mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { arch, tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeLicences } from '../licences.ts';
import { type Architecture, allArchitectures, architectures } from './architectures.ts';
import { writeChecksums } from './checksums.ts';
import { fetchNode } from './node-runtime.ts';
import { writePostgresArchive } from './postgres-archive.ts';
import { commandHere } from './run-here.ts';
import { bundleIntoOne, compileAhead, type ExecutableParts, writeExecutable } from './single-executable.ts';

const output = join(import.meta.dirname, '..', 'out');
/** Bytes that one file may have at most. */
const limits = { plain: 125 * 1_000_000, demo: 145 * 1_000_000 } as const;

const folder = await mkdtemp(join(tmpdir(), 'odoo-mail-doctor-pack-'));

const note = async (name: string, limit: number): Promise<void> => {
  const { size } = await stat(join(output, name));
  process.stdout.write(`${name}: ${(size / 1_000_000).toFixed(1)} MB\n`);
  if (size > limit) {
    process.stderr.write(`${name} is larger than ${limit / 1_000_000} MB.\n`);
    process.exitCode = 1;
  }
};

try {
  await rm(output, { recursive: true, force: true });
  await mkdir(output);
  const bundle = await bundleIntoOne(folder);
  await writeLicences(bundle.inputs, join(output, 'THIRD-PARTY.txt'));
  const here = allArchitectures.find((each) => each === arch());
  if (process.platform !== 'linux' || here === undefined) throw new Error('This runs on Linux, x64 or arm64.');
  const own = await fetchNode(here, folder);
  await copyFile(own.licence, join(output, 'NODE-LICENSE.txt'));
  for (const architecture of allArchitectures) {
    const { program } = architecture === here ? own : await fetchNode(architecture, folder);
    const itself = commandHere(architecture, program);
    if (itself === undefined) {
      process.stdout.write(
        `${architecture} is not compiled ahead and starts more slowly: nothing here runs its programs ` +
          `(${architectures[architecture].qemu}, of qemu-user-static, with libraries for cross building would).\n`,
      );
    }
    // Code can be compiled ahead by a Node of the same architecture only.
    const code = itself && join(folder, `code-${architecture}`);
    if (itself !== undefined && code !== undefined) await compileAhead(itself, bundle, code);
    await packArchitecture(architecture, { node: program, builder: itself ?? [own.program], bundle, code });
  }
  await writeChecksums(output);
} finally {
  await rm(folder, { recursive: true });
}

async function packArchitecture(architecture: Architecture, parts: Omit<ExecutableParts, 'assets'>): Promise<void> {
  const name = `odoo-mail-doctor-linux-${architecture}`;
  await writeExecutable(join(output, name), { ...parts, assets: {} });
  await note(name, limits.plain);
  const postgres = join(folder, `postgres-${architecture}`);
  await writePostgresArchive(architecture, postgres);
  const demo = `odoo-mail-doctor-demo-linux-${architecture}`;
  await writeExecutable(join(output, demo), { ...parts, assets: { postgres } });
  await note(demo, limits.demo);
}

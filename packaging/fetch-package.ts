import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const cache = join(import.meta.dirname, '..', 'node_modules', '.cache', 'odoo-mail-doctor');

export interface WantedPackage {
  readonly name: string;
  readonly version: string;
  /** As package-lock.json writes it: `sha512-…`. */
  readonly integrity: string;
}

/**
 * The folder with a package's files, fetched by npm once. Packages for other machines cannot be dependencies: npm does
 * not install them here. Throws when what was fetched is not what is wanted.
 */
export const fetchPackage = async ({ name, version, integrity }: WantedPackage): Promise<string> => {
  const folder = join(cache, `${name.replaceAll('/', '-')}-${version}`);
  const isThere = await readFile(join(folder, 'package.json')).then(
    () => true,
    () => false,
  );
  if (isThere) return folder;
  const fresh = `${folder}.fresh`;
  await rm(fresh, { recursive: true, force: true });
  await mkdir(fresh, { recursive: true });
  const { stdout } = await run('npm', ['pack', `${name}@${version}`, '--json', '--pack-destination', fresh]);
  const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
  const tarball = join(fresh, filename);
  const found = `sha512-${createHash('sha512')
    .update(await readFile(tarball))
    .digest('base64')}`;
  if (found !== integrity) throw new Error(`${name} ${version} is not the package that was tested: ${found}.`);
  await run('tar', ['-xzf', tarball, '-C', fresh, '--strip-components=1']);
  await rm(tarball);
  await rename(fresh, folder);
  return folder;
};

import { execFile } from 'node:child_process';
import { copyFile, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Makes `root` hold the libraries that `program` names and nothing else: no shell, no /etc/passwd, no Node. Returns the
 * command that runs the program there, as an account that has no entry anywhere.
 */
export const makeEmptyRoot = async (root: string, program: string): Promise<readonly [string, ...string[]]> => {
  const { stdout } = await run('ldd', [program]);
  for (const library of stdout.match(/\/\S+/g) ?? []) {
    await mkdir(join(root, dirname(library)), { recursive: true });
    await copyFile(library, join(root, library));
  }
  await copyFile(program, join(root, 'odoo-mail-doctor'));
  return ['chroot', '--userspec=12345:12345', root, '/odoo-mail-doctor'];
};

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Machine } from '../../source/target/machine.ts';

/** A machine whose /etc, home and socket folders are real folders of their own; gone when the test ends. */
export interface Tree {
  readonly machine: Machine;
  /** Writes a file below the tree and returns its path: `write('etc/odoo/odoo.conf', …)`. */
  write(path: string, text: string): Promise<string>;
  path(path: string): string;
}

export const plantTree = async (changes: Partial<Machine> = {}): Promise<Tree> => {
  const root = await mkdtemp(join(tmpdir(), 'odoo-mail-doctor-test-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  return {
    machine: {
      etc: join(root, 'etc'),
      home: join(root, 'home'),
      userName: 'ann',
      isRoot: false,
      socketFolders: [join(root, 'run'), join(root, 'tmp')],
      ...changes,
    },
    async write(path, text) {
      const file = join(root, path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text);
      return file;
    },
    path: (path) => join(root, path),
  };
};

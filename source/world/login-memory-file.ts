import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../domain/errors.ts';
import type { LoginMemory, LoginMemoryFile } from '../monitor/login-memory.ts';
import { writePrivate } from '../monitor/state-file.ts';

/**
 * The logins that servers answered, which monitor and console have in common: whoever of them comes next spares the
 * account. Reading rejects with a UserError where the file cannot be read, writing with the system's error.
 */
export const openLoginMemory = (stateHome: string): LoginMemoryFile => {
  const path = join(stateHome, 'odoo-mail-doctor', 'accepted-logins.json');
  return {
    async read() {
      try {
        return JSON.parse(await readFile(path, 'utf8')) as LoginMemory;
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
        throw new UserError(
          `The accepted logins in ${path} cannot be read, so none is tried.`,
          'Move the file away: each account is then logged in to once more.',
          { cause: error },
        );
      }
    },
    write: (memory) => writePrivate(path, JSON.stringify(memory)),
  };
};

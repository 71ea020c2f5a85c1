import { join, resolve } from 'node:path';
import { UserError } from '../../domain/errors.ts';
import type { Machine } from '../machine.ts';
import { readTextFile, type TextFile } from './read-text-file.ts';

/** One place where an odoo.conf was looked for, and what was there. */
export interface Attempt {
  readonly path: string;
  /** `--config`, `$ODOO_RC`, or nothing for the usual places. */
  readonly namedBy?: string;
  readonly outcome: 'found' | 'missing' | 'unreadable';
  /** Why it is unreadable, as a sentence. */
  readonly reason?: string;
}

export interface Search {
  readonly attempts: readonly Attempt[];
  readonly file?: TextFile;
}

export interface SearchRequest {
  readonly config?: string;
  readonly env: NodeJS.ProcessEnv;
  readonly machine: Pick<Machine, 'etc' | 'home'>;
}

/**
 * Looks for odoo.conf: the file that was named, or else the usual places in turn until one is there. A usual place
 * that is there and cannot be read ends the search: Odoo reads that one, and the next would be another Odoo's.
 * @throws UserError when a file was named and is missing or cannot be read.
 */
export const findConfiguration = async ({ config, env, machine }: SearchRequest): Promise<Search> => {
  const named = findNamed(config, env);
  if (named !== undefined) return { attempts: [{ ...named, outcome: 'found' }], file: await readNamed(named) };
  const attempts: Attempt[] = [];
  for (const path of usualPlaces(machine)) {
    try {
      const file = await readTextFile(path);
      attempts.push({ path, outcome: file === undefined ? 'missing' : 'found' });
      if (file !== undefined) return { attempts, file };
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      attempts.push({ path, outcome: 'unreadable', reason: error.message });
      return { attempts };
    }
  }
  return { attempts };
};

interface NamedFile {
  readonly path: string;
  readonly namedBy: string;
}

/** Odoo also reads $OPENERP_SERVER, in every version (config.py). */
const findNamed = (config: string | undefined, env: NodeJS.ProcessEnv): NamedFile | undefined => {
  if (config !== undefined) return { path: resolve(config), namedBy: '--config' };
  for (const name of ['ODOO_RC', 'OPENERP_SERVER']) {
    const path = env[name];
    if (path !== undefined && path !== '') return { path: resolve(path), namedBy: `$${name}` };
  }
  return undefined;
};

const readNamed = async ({ path, namedBy }: NamedFile): Promise<TextFile> => {
  const file = await readTextFile(path);
  if (file === undefined) {
    throw new UserError(
      `There is no file ${path}, which ${namedBy} names.`,
      "Odoo's process shows which file it reads: ps -ef | grep odoo",
    );
  }
  return file;
};

/** Where packages put it, then where Odoo itself looks: from 20 on first in the account's folder of
 * settings; ~/.openerp_serverrc only counts without ~/.odoorc. */
const usualPlaces = ({ etc, home }: Pick<Machine, 'etc' | 'home'>): readonly string[] => [
  join(etc, 'odoo', 'odoo.conf'),
  join(etc, 'odoo.conf'),
  join(home, '.config', 'Odoo', 'odoo.conf'),
  join(home, '.odoorc'),
  join(home, '.openerp_serverrc'),
];

import { homedir } from 'node:os';
import { join } from 'node:path';
import { UserError } from '../../domain/errors.ts';

/** The home folder; undefined for an account that /etc/passwd does not know and that was given no HOME. */
const findHome = (env: NodeJS.ProcessEnv): string | undefined => {
  try {
    return env['HOME'] || homedir();
  } catch (_error) {
    // uv_os_homedir: ENOENT.
    return undefined;
  }
};

/**
 * `$XDG_STATE_HOME`, or `~/.local/state`; a relative path counts as none:
 * https://specifications.freedesktop.org/basedir-spec. Undefined for an account without a home, which can look at
 * everything and remembers nothing.
 */
export const findStateHome = (env: NodeJS.ProcessEnv): string | undefined => {
  const given = env['XDG_STATE_HOME'] ?? '';
  if (given.startsWith('/')) return given;
  const home = findHome(env);
  return home === undefined ? undefined : join(home, '.local', 'state');
};

/**
 * The same for what cannot do without.
 * @throws UserError for an account without a home.
 */
export const stateHomeOf = (env: NodeJS.ProcessEnv): string => {
  const found = findStateHome(env);
  if (found !== undefined) return found;
  throw new UserError(
    'This account has no home folder, and without a place for its journal odoo-mail-doctor changes nothing.',
    'Name a folder that may be written with $XDG_STATE_HOME.',
  );
};

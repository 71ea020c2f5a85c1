import { readFile, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join } from 'node:path';
import { UserError } from '../../domain/errors.ts';
import { readAccounts } from './accounts.ts';
import { findOdooProcesses, type OdooProcess, type ProcessOptions } from './odoo-processes.ts';

/** The account that Odoo's programs are run as; never root. */
export interface ShellAccount {
  readonly uid: number;
  readonly gid: number;
  readonly user: string;
  readonly home: string;
  /** Where the Python lies that runs Odoo now, so that `env python3` finds the same one: a virtual environment's. */
  readonly pythonFolder?: string;
}

export interface ShellFiles {
  /** odoo-bin, absolute. */
  readonly program: string;
  /** odoo.conf, absolute. */
  readonly config: string;
}

/**
 * The account of the Odoo that runs with this odoo.conf; where none runs, the owner of odoo.conf, else of odoo-bin.
 * @throws UserError when it is root, when it cannot be told, or when Odoo is in a container and odoo-bin is not.
 */
export const findShellAccount = async (files: ShellFiles, options: ProcessOptions): Promise<ShellAccount> => {
  const observation = await findOdooProcesses(options);
  const running = observation.kind === 'known' ? observation.value : [];
  const chosen = chooseProcess(running, files);
  const uid = chosen?.uid ?? (await findOwner(files));
  const { proc, etc } = options.roots;
  if (uid === 0) throw new UserError('Odoo runs as root here; its shell is not run as root.', useRpc);
  const account = (await readAccounts(etc)).get(uid);
  if (account === undefined) {
    throw new UserError(`Odoo's account has the number ${uid}, for which /etc/passwd has no name.`, useRpc);
  }
  const pythonFolder = chosen === undefined ? undefined : await findPython(proc, chosen.pid);
  return {
    uid,
    gid: account.gid,
    user: account.name,
    home: account.home,
    ...(pythonFolder === undefined ? {} : { pythonFolder }),
  };
};

const useRpc = 'Use --odoo-url and --odoo-login instead of --odoo-bin.';

const chooseProcess = (running: readonly OdooProcess[], { config }: ShellFiles): OdooProcess | undefined => {
  const native = running.filter((each) => !each.inContainer);
  if (running.length > 0 && native.length === 0) {
    const message = 'Odoo runs in a container here, and --odoo-bin is a program outside of it.';
    throw new UserError(message, 'Run odoo-mail-doctor in the container, or use --odoo-url and --odoo-login.');
  }
  const named = native.filter(({ commandLine }) => commandLine.config === config);
  const candidates = named.length > 0 ? named : native;
  const users = [...new Set(candidates.map(({ user }) => user))];
  if (users.length > 1) {
    const message = `Several Odoos run here, as ${users.join(' and ')}; which one is meant cannot be told.`;
    throw new UserError(message, 'Name its odoo.conf with -c, as its command line has it.');
  }
  return candidates[0];
};

/** Packages give odoo.conf to the account and odoo-bin to root; a checkout belongs to the account. */
const findOwner = async ({ config, program }: ShellFiles): Promise<number> => {
  for (const path of [config, program]) {
    const owner = await stat(path).then(
      ({ uid }) => uid,
      () => 0,
    );
    if (owner !== 0) return owner;
  }
  const message = `No Odoo runs here, and ${config} and ${program} are root's: the account to run the shell as is unknown.`;
  throw new UserError(message, 'Start Odoo first, or use --odoo-url and --odoo-login.');
};

/** Undefined when Odoo was not started by a Python with a whole path. */
const findPython = async (proc: string, pid: number): Promise<string | undefined> => {
  const [program = ''] = (await readFile(join(proc, String(pid), 'cmdline'), 'utf8').catch(() => '')).split('\0');
  return isAbsolute(program) && /\/(?:python|pypy)[\d.]*$/.test(program) ? dirname(program) : undefined;
};

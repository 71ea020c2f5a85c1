import { resolve } from 'node:path';
import type { SendNow } from '../domain/change/send-now.ts';
import { UserError } from '../domain/errors.ts';
import { Secret } from '../domain/secret.ts';
import { minuteMs } from '../lib/time-units.ts';
import type { Odoo } from '../services/odoo/odoo.ts';
import type { Target } from '../target/target.ts';
import type { CommandContext } from './command.ts';
import { promptSecret } from './prompt-secret.ts';

/** The database whose mails are to be sent, as we read it. */
export interface SendingDatabase {
  readonly name: string;
  /** database.uuid, null when it has none. */
  readonly uuid: string | null;
  /** `17.0`; left out: not known. */
  readonly version?: string;
}

/** Odoo's start and 200 mails at the pace of a slow mail server, ms. */
const shellTimeoutMs = 15 * minuteMs;
const roots = { proc: '/proc', etc: '/etc', root: '/' };

/**
 * The way to Odoo itself that the command line names: over HTTP, or its shell. Undefined when it names none; the queue
 * is woken then.
 * @throws UserError when that way is not open: no key, refused, another database, no account to run the shell as.
 */
export const chooseSendNow = async (
  context: CommandContext,
  target: Pick<Target, 'configuration'>,
  database: SendingDatabase,
): Promise<SendNow | undefined> => {
  const { odooUrl, odooLogin, odooBin } = context.options;
  if (odooUrl !== undefined && odooLogin !== undefined) {
    return openOverHttp(context, { url: odooUrl, login: odooLogin }, target, database);
  }
  return odooBin === undefined ? undefined : openOverShell(context, odooBin, target, database);
};

/** The same for the database that is open. */
export const openSendNow = async (
  context: CommandContext,
  { odoo, target }: { readonly odoo: Odoo; readonly target: Target },
): Promise<SendNow | undefined> => {
  const { odooUrl, odooBin } = context.options;
  if (odooUrl === undefined && odooBin === undefined) return undefined;
  const { 'database.uuid': uuid = null } = await odoo.parameters({ signal: context.signal });
  if (odooUrl !== undefined && uuid === null) {
    throw new UserError(
      `The database '${odoo.database}' has no database.uuid, so that nobody can tell whether --odoo-url serves it or a namesake.`,
      'Leave --odoo-url out: the queue is woken then; or start Odoo once with `-u base`, which makes a new one.',
    );
  }
  return await chooseSendNow(context, target, { name: odoo.database, uuid, version: odoo.version.text });
};

const openOverHttp = async (
  context: CommandContext,
  { url, login }: { readonly url: URL; readonly login: string },
  target: Pick<Target, 'configuration'>,
  { name, uuid, version }: SendingDatabase,
): Promise<SendNow> => {
  const { options, signal } = context;
  const endsWithinMs = readRequestLimit(target);
  const { openRpc } = await import('../services/rpc/open.ts');
  const trust = url.protocol === 'https:' ? await (await import('./choose-trust.ts')).chooseTrust(context) : undefined;
  return openRpc({
    url,
    database: name,
    login,
    key: await readApiKey(context),
    uuid,
    ...(version === undefined ? {} : { databaseVersion: version }),
    timeoutMs: options.timeout * 1_000,
    signal,
    ...(endsWithinMs === undefined ? {} : { endsWithinMs }),
    ...(trust === undefined ? {} : { secureContext: trust.secureContext() }),
  });
};

/** A worker that is past its time is killed within seconds (PreforkServer.process_timeout), ms. */
const killedWithinMs = 10_000;

/** Undefined without odoo.conf, and for a threaded Odoo, which lets a request end that is past its time. */
const readRequestLimit = ({ configuration }: Pick<Target, 'configuration'>): number | undefined => {
  if (configuration === undefined) return undefined;
  const { workers, limitTimeReal } = configuration.settings;
  return workers.value > 0 && limitTimeReal.value > 0 ? limitTimeReal.value * 1_000 + killedWithinMs : undefined;
};

const readApiKey = async (context: CommandContext): Promise<Secret> => {
  const given = context.env['ODOO_API_KEY']?.trim() ?? '';
  if (given !== '') return new Secret(given);
  if (context.stdin.isTTY) return promptSecret(context, `API key of ${context.options.odooLogin}`);
  throw new UserError(
    '--odoo-url needs an API key, and $ODOO_API_KEY is not set.',
    'Set it, or run this in a terminal, where the key is asked for.',
  );
};

const openOverShell = async (
  { now, signal }: CommandContext,
  odooBin: string,
  { configuration }: Pick<Target, 'configuration'>,
  { name, uuid }: SendingDatabase,
): Promise<SendNow> => {
  if (configuration === undefined) {
    throw new UserError('--odoo-bin needs the odoo.conf that Odoo runs with.', 'Name it with -c.');
  }
  const files = { program: resolve(odooBin), config: resolve(configuration.path) };
  const { openShell } = await import('../services/host/odoo-shell.ts');
  const { findShellAccount } = await import('../services/host/shell-account.ts');
  const account = await findShellAccount(files, { roots, now, signal });
  return openShell({
    ...files,
    database: name,
    account,
    ownUid: process.getuid?.() ?? 0,
    timeoutMs: shellTimeoutMs,
    ...(uuid === null ? {} : { uuid }),
  });
};

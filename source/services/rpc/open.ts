import type { SendNow, SendOptions } from '../../domain/change/send-now.ts';
import { ProbeError, UserError } from '../../domain/errors.ts';
import { showOdooUrl } from '../../domain/odoo/odoo-url.ts';
import { findForbiddenOverRpc } from './access.ts';
import { type MethodCall, type RpcAccount, type RpcCredentials, signIn } from './rpc-account.ts';
import { type CallEnd, membersOf } from './rpc-reply.ts';
import { readVersion } from './rpc-version.ts';
import { openWire, type WireOptions } from './rpc-wire.ts';
import { sendOverRpc } from './send.ts';
import { withoutKey } from './without-key.ts';

export interface RpcOptions extends WireOptions, RpcCredentials {
  /**
   * database.uuid of the database we read, so that mails of a namesake elsewhere are never touched; null when that is
   * not known.
   */
  readonly uuid: string | null;
  /** `17.0`: what our database was upgraded to; left out: not known. Another version's code must not touch it. */
  readonly databaseVersion?: string;
  /** How long a request may take before Odoo surely has ended it, ms; left out: not known. */
  readonly endsWithinMs?: number;
  readonly signal?: AbortSignal;
}

/** Odoo over HTTP, as one account that may handle outgoing mails. Needs no closing. */
export interface Rpc extends SendNow {
  /** `17.0`: the code that runs. */
  readonly version: string;
  readonly protocol: RpcAccount['protocol'];
  markOutgoing(ids: readonly number[], options?: SendOptions): Promise<void>;
  cancel(ids: readonly number[], options?: SendOptions): Promise<void>;
  /** Deletes mails as Odoo does: attachments and files with them, chatter history without (MailMail.unlink). */
  unlink(ids: readonly number[], options?: SendOptions): Promise<void>;
  /**
   * Any public method, arguments by name; None is null.
   * @throws UserError with Odoo's words when it was refused, ProbeError when no answer came.
   */
  call(call: MethodCall, options?: SendOptions): Promise<unknown>;
}

/**
 * Signs in, and makes sure that it is the same database and that the account may read outgoing mails, so that nothing
 * is changed before a right turns out to be missing.
 * @throws UserError for what a person can mend: address, login, key, rights, another database; ProbeError for the rest.
 */
export const openRpc = async (options: RpcOptions): Promise<Rpc> => {
  const ask = openWire(options);
  const where = showOdooUrl(options.url);
  const within = options.signal === undefined ? {} : { signal: options.signal };
  const version = await readVersion(ask, within);
  if (version.kind !== 'version') throw toError(version, where, options.key);
  compareVersion(version.text, options);
  const account = await signIn(ask, version, options, within);
  if (account.kind !== 'account') throw toError(account, where, options.key);

  const call = async (method: MethodCall, callOptions: SendOptions = {}): Promise<unknown> => {
    const end = await account.call(method, callOptions);
    if (end.kind !== 'value') throw toError(end, where, options.key);
    return end.value;
  };
  const change =
    (method: string) =>
    async (ids: readonly number[], callOptions?: SendOptions): Promise<void> => {
      await call({ model: 'mail.mail', method, ids }, callOptions);
    };
  await call(firstMail, within);
  compareUuid(await call(uuidParameter, within), options);
  return {
    version: version.text,
    protocol: account.protocol,
    way: `over ${account.protocol} as ${options.login} at ${where}, Odoo ${version.text}`,
    ...(options.endsWithinMs === undefined ? {} : { endsWithinMs: options.endsWithinMs }),
    send: (ids, sendOptions) => sendOverRpc(account, ids, options, sendOptions),
    findForbidden: (mails, asking = {}) =>
      findForbiddenOverRpc(account, mails, {
        ...asking,
        major: version.major,
        toError: (end) => toError(end, where, options.key),
      }),
    markOutgoing: change('mark_outgoing'),
    cancel: change('cancel'),
    unlink: change('unlink'),
    call,
  };
};

/** Whoever may read a mail.mail may do everything with it, from 14 on (addons/mail/security/ir.model.access.csv). */
const firstMail: MethodCall = {
  model: 'mail.mail',
  method: 'search_read',
  named: { domain: [], fields: ['id'], limit: 1 },
};

const uuidParameter: MethodCall = {
  model: 'ir.config_parameter',
  method: 'search_read',
  named: { domain: [['key', '=', 'database.uuid']], fields: ['value'], limit: 1 },
};

/** Before the key is shown to it: a server of another version is another server, even under the right address. */
const compareVersion = (found: string, { databaseVersion, database, url }: RpcOptions): void => {
  const name = (text: string): string => text.replace('saas-', 'saas~');
  if (databaseVersion === undefined || name(found) === name(databaseVersion)) return;
  throw new UserError(
    `${showOdooUrl(url)} is Odoo ${found}, and the database '${database}' that we read is of Odoo ${databaseVersion}: it is not the server of this database.`,
    'Check --odoo-url and -d: the Odoo that serves this database has its version.',
  );
};

const compareUuid = (rows: unknown, { uuid, database, url }: RpcOptions): void => {
  const [row] = Array.isArray(rows) ? rows : [];
  const found = membersOf(row)['value'];
  if (uuid === null || found === uuid) return;
  throw new UserError(
    `The database '${database}' at ${showOdooUrl(url)} is not the one that we read: its database.uuid is ${found === undefined ? 'missing' : 'another'}.`,
    'Check --odoo-url and -d: mails of another database would be sent.',
  );
};

const toError = (end: Exclude<CallEnd, { kind: 'value' }>, where: string, key: RpcCredentials['key']): Error => {
  const words = withoutKey(end.words, key);
  return end.kind === 'refused' ? new UserError(words, end.tryThis) : new ProbeError('rpc', where, words);
};

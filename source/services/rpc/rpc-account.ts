import { sanitizeLine } from '../../domain/sanitize.ts';
import type { Secret } from '../../domain/secret.ts';
import { callJson2, type Json2Call } from './json-2.ts';
import { callJsonRpc } from './json-rpc.ts';
import { denied, noDatabase, type RpcRefusal } from './rpc-refusal.ts';
import type { CallEnd } from './rpc-reply.ts';
import type { ServerVersion } from './rpc-version.ts';
import type { Ask, CallOptions } from './rpc-wire.ts';

/** Whom Odoo is to take us for. */
export interface RpcCredentials {
  readonly database: string;
  readonly login: string;
  readonly key: Secret;
}

/** A method with the same shape over both interfaces: all arguments by name. */
export type MethodCall = Json2Call;

/** Calls methods as one account. */
export interface RpcAccount {
  readonly kind: 'account';
  readonly protocol: 'JSON-2' | 'JSON-RPC';
  call(call: MethodCall, options: CallOptions): Promise<CallEnd>;
}

/** What Odoo itself hands out: 20 random bytes in hex (res.users.apikeys, _generate). JSON-2 takes nothing else. */
const apiKey = /^[0-9a-f]{40}$/;
const firstWithJson2 = 19;

/**
 * Signs in. JSON-2 where the version has it and the key is an API key, else /jsonrpc; a refused key is not tried the
 * other way, because Odoo counts refusals.
 */
export const signIn = async (
  ask: Ask,
  version: ServerVersion,
  credentials: RpcCredentials,
  options: CallOptions,
): Promise<RpcAccount | Exclude<CallEnd, { kind: 'value' }>> => {
  if (version.major >= firstWithJson2 && apiKey.test(credentials.key.reveal())) {
    const account = json2Account(ask, credentials);
    const end = await account.call({ model: 'res.users', method: 'context_get' }, options);
    if (end.kind === 'value') return account;
    if (end.kind !== 'refused' || end.reason !== 'not-found') return end;
  }
  return version.hasJsonRpc ? await signInByJsonRpc(ask, credentials, options) : whyNoWay(version, credentials);
};

const whyNoWay = (version: ServerVersion, { database, key }: RpcCredentials): RpcRefusal =>
  apiKey.test(key.reveal())
    ? noDatabase(database)
    : denied(`Odoo ${version.text} takes API keys only, and this is none.`);

const json2Account = (ask: Ask, credentials: RpcCredentials): RpcAccount => ({
  kind: 'account',
  protocol: 'JSON-2',
  call: (call, options) => callJson2(ask, credentials, call, options),
});

const signInByJsonRpc = async (
  ask: Ask,
  { database, login, key }: RpcCredentials,
  options: CallOptions,
): Promise<RpcAccount | Exclude<CallEnd, { kind: 'value' }>> => {
  const args = [database, login, key.reveal(), {}];
  const end = await callJsonRpc(ask, { service: 'common', method: 'authenticate', args }, options);
  if (end.kind !== 'value') return end;
  const uid = end.value;
  // False for a wrong login as for a wrong key (odoo/service/common.py, exp_authenticate).
  if (typeof uid !== 'number') return denied(`Odoo refused the login '${sanitizeLine(login)}' with this key.`);
  return {
    kind: 'account',
    protocol: 'JSON-RPC',
    call: ({ model, method, ids, named = {} }, callOptions) => {
      const target = [database, uid, key.reveal(), model, method, ids === undefined ? [] : [ids], named];
      return callJsonRpc(ask, { service: 'object', method: 'execute_kw', args: target }, callOptions);
    },
  };
};

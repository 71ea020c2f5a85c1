import { sanitizeLine } from '../../domain/sanitize.ts';
import { callJsonRpc } from './json-rpc.ts';
import { type CallEnd, membersOf } from './rpc-reply.ts';
import type { Ask, CallOptions } from './rpc-wire.ts';

/** What of an Odoo can be asked without an account. */
export interface ServerVersion {
  readonly kind: 'version';
  /** `17.0`, `saas~17.4`, as Odoo writes it, without the build date. */
  readonly text: string;
  readonly major: number;
  readonly hasJsonRpc: boolean;
}

/** Asks without sending the key, so that it only ever goes to what has answered as an Odoo does. */
export const readVersion = async (
  ask: Ask,
  options: CallOptions,
): Promise<ServerVersion | Exclude<CallEnd, { kind: 'value' }>> => {
  const end = await callJsonRpc(ask, { service: 'common', method: 'version', args: [] }, options);
  if (end.kind === 'value') return toVersion(end.value, true) ?? stranger;
  if (end.kind !== 'refused' || end.reason !== 'not-found') return end;
  // Where the addon `rpc` does not serve /jsonrpc any more, 19 still says its version here.
  const page = await ask({ method: 'GET', path: '/json/version' }, options);
  return (page.kind === 'json' ? toVersion(page.value, false) : undefined) ?? end;
};

const stranger = {
  kind: 'refused',
  reason: 'not-odoo',
  words: 'What answers at --odoo-url is not an Odoo that this program understands.',
} as const;

/** `{server_version, server_version_info: [17, 0, …]}`, and without the prefix on /json/version. */
const toVersion = (value: unknown, hasJsonRpc: boolean): ServerVersion | undefined => {
  const members = membersOf(value);
  const text = members['server_version'] ?? members['version'];
  if (typeof text !== 'string') return undefined;
  const [, shown, major] = /^((?:saas[~-])?(\d{1,3})\.\d{1,3})/.exec(sanitizeLine(text)) ?? [];
  if (shown === undefined) return undefined;
  return { kind: 'version', text: shown, major: Number(major), hasJsonRpc };
};

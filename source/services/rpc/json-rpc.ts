import { toRefusal } from './rpc-refusal.ts';
import { type CallEnd, membersOf, type RpcReply, textOrNothing } from './rpc-reply.ts';
import type { Ask, CallOptions } from './rpc-wire.ts';

/**
 * One call of /jsonrpc (odoo/addons/base/controllers/rpc.py; addon `rpc` in 19). The services are `common`, which
 * needs no account, and `object`.
 */
export const callJsonRpc = async (
  ask: Ask,
  { service, method, args }: { readonly service: string; readonly method: string; readonly args: readonly unknown[] },
  options: CallOptions,
): Promise<CallEnd> => {
  const body = { jsonrpc: '2.0', method: 'call', params: { service, method, args }, id: 1 };
  return readEnd(await ask({ method: 'POST', path: '/jsonrpc', body }, options));
};

/** Errors come with HTTP 200, code 200 up to 18 and 0 in 19; a method that returned None has no `result` at all. */
const readEnd = (reply: RpcReply): CallEnd => {
  if (reply.kind !== 'json') return reply;
  const { jsonrpc, error, result } = membersOf(reply.value);
  if (error !== undefined) {
    const { data, message, code } = membersOf(error);
    const { name, message: text } = membersOf(data);
    const refusal = toRefusal(textOrNothing(name), textOrNothing(text) || textOrNothing(message));
    return code === 404 ? { ...refusal, reason: 'not-found' } : refusal;
  }
  if (jsonrpc === '2.0') return { kind: 'value', value: result ?? null };
  return { kind: 'refused', reason: 'not-odoo', words: 'The answer is JSON, but not that of an Odoo.' };
};

import type { Secret } from '../../domain/secret.ts';
import { type RpcRefusal, toRefusal } from './rpc-refusal.ts';
import { type CallEnd, membersOf, type RpcReply, textOrNothing } from './rpc-reply.ts';
import type { Ask, CallOptions } from './rpc-wire.ts';

export interface Json2Call {
  readonly model: string;
  readonly method: string;
  /** The records; left out for methods of the model. */
  readonly ids?: readonly number[];
  readonly named?: Readonly<Record<string, unknown>>;
}

/** One call of /json/2 (19+; addons/rpc/controllers/json2.py). A method that returned None answers `null`. */
export const callJson2 = async (
  ask: Ask,
  { database, key }: { readonly database: string; readonly key: Secret },
  { model, method, ids, named }: Json2Call,
  options: CallOptions,
): Promise<CallEnd> => {
  const headers = { authorization: `bearer ${key.reveal()}`, 'x-odoo-database': database };
  const body = { ...named, ...(ids === undefined ? {} : { ids }) };
  return readEnd(await ask({ method: 'POST', path: `/json/2/${model}/${method}`, headers, body }, options));
};

const readEnd = (reply: RpcReply): CallEnd => {
  if (reply.kind !== 'json') return reply;
  if (reply.status === 200) return { kind: 'value', value: reply.value };
  const { name, message } = membersOf(reply.value);
  const refusal = toRefusal(reply.status === 401 ? 'AccessDenied' : textOrNothing(name), textOrNothing(message));
  return reply.status === 404 ? asMissing(refusal) : refusal;
};

const asMissing = (refusal: RpcRefusal): RpcRefusal => ({ ...refusal, reason: 'not-found' });

import type { SecureContext } from 'node:tls';
import { exchange, type HttpCall } from './http.ts';
import { type RpcReply, readRpcReply } from './rpc-reply.ts';

export interface WireOptions {
  readonly url: URL;
  /** For one call, unless the call says otherwise. */
  readonly timeoutMs: number;
  readonly secureContext?: SecureContext;
}

export interface CallOptions {
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
}

type Question = Pick<HttpCall, 'method'> & {
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
};

/** Asks one Odoo. */
export type Ask = (question: Question, options: CallOptions) => Promise<RpcReply>;

export const openWire =
  ({ url, timeoutMs, secureContext }: WireOptions): Ask =>
  async ({ method, path, headers = {}, body }, options) => {
    const target = new URL(`${url.pathname.replace(/\/$/, '')}${path}`, url);
    const answer = await exchange({
      method,
      url: target,
      headers: {
        accept: 'application/json',
        'user-agent': 'odoo-mail-doctor',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      timeoutMs: options.timeoutMs ?? timeoutMs,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(secureContext === undefined ? {} : { secureContext }),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    });
    return readRpcReply(answer, target);
  };

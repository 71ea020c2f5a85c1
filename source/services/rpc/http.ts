import { type IncomingMessage, request as requestPlain } from 'node:http';
import { request as requestEncrypted } from 'node:https';
import type { SecureContext } from 'node:tls';
import { describeBreak } from './broken-connection.ts';

export interface HttpCall {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** From the connection's start to the answer's last byte. */
  readonly timeoutMs: number;
  /** Whom to believe about an https server; default: the authorities that Node brings. */
  readonly secureContext?: SecureContext;
  readonly signal?: AbortSignal;
}

export type HttpAnswer =
  | {
      readonly kind: 'reply';
      readonly status: number;
      readonly contentType: string;
      readonly location?: string;
      readonly text: string;
    }
  /** The request never left, as a sentence says. */
  | { readonly kind: 'unreached'; readonly words: string }
  /** It left and no whole answer came: whether it was obeyed is unknown. */
  | { readonly kind: 'silent'; readonly words: string };

/** Far more than any answer to what we ask, bytes. */
const answerLimit = 4 * 1024 * 1024;

/**
 * One HTTP exchange on a connection of its own; redirects are not followed, because the request carries a key.
 * Rejects only with the reason of an aborted signal.
 */
export const exchange = (call: HttpCall): Promise<HttpAnswer> => {
  const { url, method, headers, body = '', timeoutMs, secureContext, signal } = call;
  const isEncrypted = url.protocol === 'https:';
  const limit = AbortSignal.timeout(timeoutMs);
  const stop = signal === undefined ? limit : AbortSignal.any([signal, limit]);
  return new Promise((resolve, reject) => {
    let hasLeft = false;
    const fail = (error: unknown): void => {
      const words = limit.aborted
        ? `${url.host} did not answer within ${timeoutMs / 1_000} s.`
        : describeBreak(error, url, hasLeft);
      if (signal?.aborted === true) reject(signal.reason);
      else resolve({ kind: hasLeft ? 'silent' : 'unreached', words });
    };
    if (signal?.aborted === true) {
      reject(signal.reason);
      return;
    }
    const request = (isEncrypted ? requestEncrypted : requestPlain)(url, {
      method,
      headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
      agent: false,
      signal: stop,
      ...(secureContext === undefined ? {} : { secureContext }),
    });
    request.once('socket', (socket) => {
      socket.once(isEncrypted ? 'secureConnect' : 'connect', () => {
        hasLeft = true;
      });
    });
    request.once('response', (response) => {
      readAnswer(response).then(resolve, fail);
    });
    request.once('error', fail);
    request.end(body);
  });
};

const readAnswer = async (response: IncomingMessage): Promise<HttpAnswer> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response) {
    const bytes = Buffer.from(chunk);
    chunks.push(bytes);
    size += bytes.length;
    if (size > answerLimit) throw new Error(`the answer is longer than ${answerLimit} bytes`);
  }
  const { location } = response.headers;
  return {
    kind: 'reply',
    status: response.statusCode ?? 0,
    contentType: response.headers['content-type'] ?? '',
    text: Buffer.concat(chunks).toString('utf8'),
    ...(location === undefined ? {} : { location }),
  };
};

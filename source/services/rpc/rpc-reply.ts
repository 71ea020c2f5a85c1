import { showOdooUrl } from '../../domain/odoo/odoo-url.ts';
import { sanitizeLine } from '../../domain/sanitize.ts';
import type { HttpAnswer } from './http.ts';
import type { RpcRefusal } from './rpc-refusal.ts';

/** What an answer holds once it is known to be JSON; `value` is not checked further. */
export interface JsonReply {
  readonly kind: 'json';
  readonly status: number;
  readonly value: unknown;
}

export type RpcReply = JsonReply | RpcRefusal | Exclude<HttpAnswer, { kind: 'reply' }>;

/** A call's end: what the method returned (None is null), or why there is nothing. */
export type CallEnd = { readonly kind: 'value'; readonly value: unknown } | Exclude<RpcReply, JsonReply>;

/** Proxies answer with 5xx when Odoo, which may be at work, did not answer them. */
const gatewayTroubles: Readonly<Record<number, string>> = {
  500: 'the server failed',
  502: 'the web server before Odoo got no answer from it',
  504: 'the web server before Odoo grew tired of waiting for it',
  524: 'the web server before Odoo grew tired of waiting for it',
};
const usualTrouble = 'the web server before Odoo answered in its place';

/** Tells Odoo's JSON from everything else that stands at an address: redirects, login pages, a proxy's own words. */
export const readRpcReply = (answer: HttpAnswer, url: URL): RpcReply => {
  if (answer.kind !== 'reply') return answer;
  const { status, contentType, location, text } = answer;
  if (status >= 300 && status < 400) return redirected(url, location);
  const value = contentType.includes('json') ? parse(text) : undefined;
  if (status >= 500 && !isOdoos(value)) {
    return { kind: 'silent', words: `HTTP ${status} from ${url.host}: ${gatewayTroubles[status] ?? usualTrouble}.` };
  }
  if (value !== undefined) return { kind: 'json', status, value };
  const where = showOdooUrl(url);
  if (status === 404) {
    const words = `There is no Odoo interface at ${where} (HTTP 404).`;
    return {
      kind: 'refused',
      reason: 'not-found',
      words,
      tryThis: 'Check --odoo-url, and that a proxy lets it through.',
    };
  }
  const what = /<(?:html|!doctype)/i.test(text) ? 'a web page' : `'${sanitizeLine(text).slice(0, 60)}'`;
  return {
    kind: 'refused',
    reason: 'not-odoo',
    words: `${where} answered HTTP ${status} with ${what} where an Odoo answers JSON.`,
    tryThis: 'Check --odoo-url: it may be another site, or a login page that stands before Odoo.',
  };
};

const redirected = (url: URL, location: string | undefined): RpcRefusal => {
  const target = location === undefined ? null : URL.parse(location, url.href);
  const there = target === null ? 'somewhere else' : sanitizeLine(target.origin);
  return {
    kind: 'refused',
    reason: 'not-odoo',
    words: `${url.origin} redirects to ${there}; a key is not sent along with a redirect.`,
    ...(target === null ? {} : { tryThis: `Use --odoo-url ${there}` }),
  };
};

/** JSON-RPC's envelope, or an exception as JSON-2 serialises it (odoo/http.py, serialize_exception). */
const isOdoos = (value: unknown): boolean => {
  const { jsonrpc, name, arguments: args } = membersOf(value);
  return jsonrpc === '2.0' || (typeof name === 'string' && Array.isArray(args));
};

/** Undefined when it is no JSON. */
const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** A JSON object's members; an empty one for anything else. */
export const membersOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};

export const textOrNothing = (value: unknown): string => (typeof value === 'string' ? value : '');

import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createEncryptedServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text as readText } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import type { OdooSeries } from '../../source/domain/odoo/odoo-series.ts';
import type { Identity } from './certificates.ts';
import { type Forbids, type ModelCall, OdooException, runMethod } from './odoo-http/methods.ts';

/** What one request asked, for assertions. */
export interface SeenRequest {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
}

export interface OdooHttpOptions {
  readonly series: OdooSeries;
  readonly database: { readonly name: string; readonly dsn: string };
  readonly account: {
    readonly login: string;
    /** API key or password; with two factors a password is refused. */
    readonly key: string;
    readonly hasSettings?: boolean;
    /** Records that it may not read or write. */
    readonly forbids?: Forbids;
  };
  /** Later than 19.0: the addon `rpc` does not serve /jsonrpc. */
  readonly withoutJsonRpc?: boolean;
  /** The database is hidden from this host name, or JSON-2 is not served. */
  readonly withoutJson2?: boolean;
  readonly tls?: Identity;
  /** Answers in Odoo's place, as a proxy or a dying worker would; true when it did. */
  readonly intercept?: (request: SeenRequest, response: ServerResponse) => boolean;
}

export interface OdooHttp {
  readonly url: URL;
  readonly requests: readonly SeenRequest[];
}

/**
 * An Odoo's HTTP interfaces as the facts describe each version, on 127.0.0.1 until the test ends. Mails are really
 * delivered, by the demo's queue runner, and the rows of its database change as Odoo's own would.
 */
export const startOdooHttp = async (options: OdooHttpOptions): Promise<OdooHttp> => {
  const requests: SeenRequest[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const text = await readText(request);
    const seen = { path: request.url ?? '', headers: request.headers, body: text === '' ? null : JSON.parse(text) };
    requests.push(seen);
    if (options.intercept?.(seen, response) === true) return;
    const [, , , model, method] = seen.path.split('/');
    const isJson2 = options.series >= 19 && seen.path.startsWith('/json/2/') && options.withoutJson2 !== true;
    if (seen.path === '/jsonrpc' && options.withoutJsonRpc !== true) await answerJsonRpc(options, seen, response);
    else if (seen.path === '/json/version' && options.series >= 19) sendJson(response, 200, webVersion(options));
    else if (isJson2 && seen.headers['x-odoo-database'] === options.database.name) {
      await answerJson2(options, seen, `${model}.${method}`, response);
    } else sendNotFound(response);
  };
  const listener = (request: IncomingMessage, response: ServerResponse): void => void answer(request, response);
  const server = options.tls === undefined ? createServer(listener) : createEncryptedServer(options.tls, listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  const { port } = server.address() as AddressInfo;
  const origin = options.tls === undefined ? `http://127.0.0.1:${port}` : `https://localhost:${port}`;
  return { url: new URL(origin), requests };
};

const versionInfo = (series: OdooSeries) => [series, 0, 0, 'final', 0, ''];

const webVersion = ({ series }: OdooHttpOptions) => ({ version_info: versionInfo(series), version: `${series}.0` });

const sendJson = (response: ServerResponse, status: number, body: unknown, headers = {}): void => {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(JSON.stringify(body));
};

const sendNotFound = (response: ServerResponse): void => {
  response.writeHead(404, { 'content-type': 'text/html; charset=utf-8' });
  response.end('<!doctype html>\n<html lang=en>\n<title>404 Not Found</title>\n<h1>Not Found</h1>');
};

interface RpcBody {
  readonly params: { readonly service: string; readonly method: string; readonly args: readonly never[] };
}

const answerJsonRpc = async (options: OdooHttpOptions, seen: SeenRequest, response: ServerResponse): Promise<void> => {
  const { service, method, args } = (seen.body as RpcBody).params;
  try {
    const result = await dispatch(options, `${service}.${method}`, args);
    // A None is left out, as JsonRPCDispatcher does.
    sendJson(response, 200, { jsonrpc: '2.0', id: null, ...(result === null ? {} : { result }) });
  } catch (error) {
    const code = options.series >= 19 ? 0 : 200;
    const data = { ...serialize(error), debug: `Traceback (most recent call last): ${JSON.stringify(args)}` };
    sendJson(response, 200, { jsonrpc: '2.0', id: null, error: { code, message: 'Odoo Server Error', data } });
  }
};

const dispatch = (options: OdooHttpOptions, call: string, args: readonly never[]): Promise<unknown> | unknown => {
  const { series, database, account } = options;
  if (call === 'common.version') {
    return {
      server_version: `${series}.0`,
      server_version_info: versionInfo(series),
      server_serie: `${series}.0`,
      protocol_version: 1,
    };
  }
  const [name, loginOrUid, key, model, method, positional, named] = args;
  if (name !== database.name) {
    const message = `connection to server on socket "/var/run/postgresql/.s.PGSQL.5432" failed: FATAL:  database "${name}" does not exist\n`;
    throw new OdooException('psycopg2.OperationalError', message);
  }
  const fits = key === account.key;
  if (call === 'common.authenticate') return fits && loginOrUid === account.login ? 2 : false;
  if (!fits || loginOrUid !== 2) throw new OdooException('odoo.exceptions.AccessDenied', 'Access Denied');
  return run(options, { method: `${model}.${method}`, ids: positional?.[0] ?? [], named: named ?? {} });
};

const run = (options: OdooHttpOptions, call: ModelCall): Promise<unknown> =>
  runMethod({ ...options, ...options.account, hasSettings: options.account.hasSettings ?? true }, call);

const answerJson2 = async (
  options: OdooHttpOptions,
  seen: SeenRequest,
  method: string,
  response: ServerResponse,
): Promise<void> => {
  if (seen.headers.authorization !== `bearer ${options.account.key}`) {
    const body = json2Error(new OdooException('werkzeug.exceptions.Unauthorized', 'Invalid apikey'));
    return sendJson(response, 401, body, { 'www-authenticate': 'bearer' });
  }
  const { ids = [], ...named } = seen.body as { readonly ids?: readonly number[] };
  try {
    sendJson(response, 200, await run(options, { method, ids, named }));
  } catch (error) {
    const { name } = serialize(error);
    const statuses: Readonly<Record<string, number>> = {
      'odoo.exceptions.AccessError': 403,
      'odoo.exceptions.UserError': 422,
      'werkzeug.exceptions.NotFound': 404,
    };
    sendJson(response, statuses[name] ?? 500, json2Error(error));
  }
};

const serialize = (error: unknown) =>
  error instanceof OdooException
    ? { name: error.className, message: error.message, arguments: [error.message], context: {} }
    : { name: 'builtins.Exception', message: String(error), arguments: [String(error)], context: {} };

const json2Error = (error: unknown) => ({ ...serialize(error), debug: 'Traceback (most recent call last): …' });

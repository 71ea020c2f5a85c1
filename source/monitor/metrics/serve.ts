import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { UsageError } from '../../domain/errors.ts';
import { formatHostPort } from '../../domain/host-port.ts';
import { secondMs } from '../../lib/time-units.ts';
import type { ListenAddress } from './listen-address.ts';
import { negotiateFormat } from './negotiate-format.ts';
import type { MetricsPage } from './page.ts';

/** Whoever asks has this long for asking, and this long for taking the answer, ms. */
const requestMs = 5 * secondMs;
const answerMs = 10 * secondMs;
const mostConnections = 64;
const mostHeaderBytes = 8_192;

export interface MetricsServer extends AsyncDisposable {
  /** The one that was given out where any would do. */
  readonly port: number;
  /** Until there is a page, the answer is that there is none yet. */
  publish(page: MetricsPage): void;
}

export type ServeTimes = Readonly<Record<'requestMs' | 'answerMs', number>>;

/**
 * Serves a page that is made beforehand: asking sets nothing going, and nobody who asks slowly or not to the end holds it up.
 * @throws UsageError where it cannot listen there.
 */
export const serveMetrics = async (
  { host, port }: Pick<ListenAddress, 'host' | 'port'>,
  times: ServeTimes = { requestMs, answerMs },
): Promise<MetricsServer> => {
  let page: MetricsPage | undefined;
  const server = createServer(
    {
      maxHeaderSize: mostHeaderBytes,
      headersTimeout: times.requestMs,
      requestTimeout: times.requestMs,
      connectionsCheckingInterval: Math.min(secondMs, times.requestMs),
    },
    (request, response) => {
      const hurry = setTimeout(() => request.socket.destroy(), times.answerMs);
      response.on('close', () => clearTimeout(hurry));
      answer(request, response, page).catch(() => request.socket.destroy());
    },
  );
  server.maxConnections = mostConnections;
  await listen(server, host, port);
  const bound = server.address();
  return {
    port: typeof bound === 'object' && bound !== null ? bound.port : port,
    publish(given) {
      page = given;
    },
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
    },
  };
};

const reasons: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another program listens there (postgres_exporter has 9187 by default)',
  EADDRNOTAVAIL: 'this machine has no such address',
  EACCES: 'this account may not: ports below 1024 are for root',
};

const listen = (server: Server, host: string, port: number): Promise<void> => {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', (error: NodeJS.ErrnoException) => {
    const reason = reasons[error.code ?? ''] ?? error.message;
    reject(
      new UsageError(
        `The metrics cannot be served on ${formatHostPort(host, port)}: ${reason}.`,
        'Name another address or port with --metrics.',
        { cause: error },
      ),
    );
  });
  server.listen({ host, port }, () => {
    // From now on a connection that could not be accepted is the asker's loss.
    server.on('error', () => undefined);
    resolve();
  });
  return promise;
};

const answer = async (
  { method, url = '/', headers }: IncomingMessage,
  response: ServerResponse,
  page: MetricsPage | undefined,
): Promise<void> => {
  const send = (status: number, type: string, text: string, more: Readonly<Record<string, string>> = {}): void => {
    const body = Buffer.from(text);
    response.writeHead(status, {
      'content-type': type,
      'content-length': body.length,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      ...more,
    });
    response.end(method === 'HEAD' ? undefined : body);
  };
  const say = (status: number, sentence: string, more?: Readonly<Record<string, string>>): void =>
    send(status, plainText, `${sentence}\n`, more);
  if (method !== 'GET' && method !== 'HEAD')
    return say(405, 'This page can only be read.', { allow: 'GET, HEAD', connection: 'close' });
  const [path] = url.split('?');
  if (path === '/')
    return send(200, 'text/html; charset=utf-8', index, { 'content-security-policy': "default-src 'none'" });
  if (path !== '/metrics' && path !== '/-/healthy') return say(404, 'There are /metrics and /-/healthy.');
  if (page === undefined) return say(503, 'The monitor is starting.', { 'retry-after': '5' });
  if (path === '/-/healthy') {
    const trouble = page.trouble();
    return trouble === undefined ? say(200, 'The monitor looks at its databases.') : say(503, trouble);
  }
  const format = negotiateFormat(headers.accept);
  return send(200, format, await page.text(format), { vary: 'accept' });
};

const plainText = 'text/plain; charset=utf-8';

const index = `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>odoo-mail-doctor</title>
<h1>odoo-mail-doctor</h1>
<p>What the monitor of Odoo's e-mail knows: <a href="/metrics">/metrics</a>, for Prometheus.
Whether it works: <a href="/-/healthy">/-/healthy</a>.</p>
</html>
`;

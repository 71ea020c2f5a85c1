import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openMetricsFormat, textFormat } from '../../../source/monitor/metrics/render.ts';
import { type MetricsServer, serveMetrics } from '../../../source/monitor/metrics/serve.ts';

let server: MetricsServer;
let trouble: string | undefined;
const large = 'x'.repeat(20_000_000);

beforeAll(async () => {
  server = await serveMetrics({ host: '127.0.0.1', port: 0 }, { requestMs: 200, answerMs: 300 });
});
afterAll(() => server[Symbol.asyncDispose]());

const ask = (path: string, options: RequestInit = {}): Promise<Response> =>
  fetch(`http://127.0.0.1:${server.port}${path}`, options);

/** What comes back until the server ends the connection. */
const talk = (words: string): Promise<string> => {
  const socket = connect(server.port, '127.0.0.1');
  socket.write(words);
  return text(socket);
};

test('before there is a page it says so', async () => {
  const response = await ask('/metrics');
  expect([response.status, response.headers.get('retry-after'), await response.text()]).toEqual([
    503,
    '5',
    'The monitor is starting.\n',
  ]);
  server.publish({ text: async (format) => `page as ${format}\n`, trouble: () => trouble });
});

test('the page is served in the format that is asked for', async () => {
  const plain = await ask('/metrics?name=x');
  expect([plain.headers.get('content-type'), await plain.text()]).toEqual([textFormat, `page as ${textFormat}\n`]);
  const open = await ask('/metrics', { headers: { accept: 'application/openmetrics-text' } });
  expect([open.headers.get('content-type'), await open.text()]).toEqual([
    openMetricsFormat,
    `page as ${openMetricsFormat}\n`,
  ]);
});

test('HEAD tells the length and sends no page', async () => {
  const response = await ask('/metrics', { method: 'HEAD' });
  expect([response.status, response.headers.get('content-length'), await response.text()]).toEqual([
    200,
    String(`page as ${textFormat}\n`.length),
    '',
  ]);
});

test.each([
  ['GET', '/', 200, '/metrics'],
  ['GET', '/-/healthy', 200, 'looks at its databases'],
  ['GET', '/metrics/', 404, '/metrics'],
  ['GET', '/../etc/passwd', 404, '/metrics'],
  ['POST', '/metrics', 405, 'only be read'],
  ['DELETE', '/', 405, 'only be read'],
])('%s %s is answered with %i', async (method, path, status, words) => {
  const response = await ask(path, { method });
  expect(response.status).toBe(status);
  expect(await response.text()).toContain(words);
  if (status === 405) expect(response.headers.get('allow')).toBe('GET, HEAD');
});

test('a monitor that stands still is not healthy', async () => {
  trouble = 'No database was looked at since noon.';
  const response = await ask('/-/healthy');
  expect([response.status, await response.text()]).toEqual([503, `${trouble}\n`]);
  trouble = undefined;
});

test.each([
  ['nothing', ''],
  ['half a request', 'GET /metrics HTTP/1.1\r\nhost: a\r\n'],
  ['half a body', 'POST /metrics HTTP/1.1\r\nhost: a\r\ncontent-length: 100\r\n\r\nhalf'],
])('who sends %s is left alone, and keeps nobody waiting', async (_title, words) => {
  const slow = talk(words);
  expect((await ask('/metrics')).status).toBe(200);
  await slow;
});

test('a head without end, and what is no HTTP, are refused', async () => {
  expect(await talk(`GET /metrics HTTP/1.1\r\na: ${'b'.repeat(20_000)}\r\n`)).toMatch(/^HTTP\/1.1 431/);
  expect(await talk('EHLO there\r\n\r\n')).toMatch(/^HTTP\/1.1 400/);
});

test('who takes the answer too slowly is cut off', async () => {
  server.publish({ text: async () => large, trouble: () => undefined });
  const socket = connect(server.port, '127.0.0.1');
  socket.write('GET /metrics HTTP/1.1\r\nhost: a\r\n\r\n');
  let size = 0;
  socket.on('data', (chunk: Buffer) => {
    size += chunk.length;
    socket.pause();
    setTimeout(() => socket.resume(), 20);
  });
  socket.on('error', () => undefined);
  await new Promise((resolve) => socket.on('close', resolve));
  expect(size).toBeLessThan(large.length);
});

test('an address that another program has, and one that is not here, are refused in a sentence', async () => {
  await expect(serveMetrics({ host: '127.0.0.1', port: server.port })).rejects.toThrow(
    `The metrics cannot be served on 127.0.0.1:${server.port}: another program listens there`,
  );
  await expect(serveMetrics({ host: '192.0.2.1', port: 9187 })).rejects.toThrow('this machine has no such address');
});

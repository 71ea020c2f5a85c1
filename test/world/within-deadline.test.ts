import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { runCancel } from '../../source/cli/verbs/cancel.ts';
import { runFix } from '../../source/cli/verbs/fix.ts';
import { runRetry } from '../../source/cli/verbs/retry.ts';
import type { CommandContext } from '../../source/world/command.ts';
import { captureContext } from '../support/command-context.ts';
import { createDemoDatabase } from '../support/postgres.ts';

/** A way to PostgreSQL on which nothing is heard any more once a statement with those words was sent. */
const openFreezingWay = async (dsn: string, words: string): Promise<string> => {
  const url = new URL(dsn);
  const { hostname, port } = url;
  const sockets = new Set<Socket>();
  let isFrozen = false;
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => other.destroy());
      socket.on('data', (chunk) => {
        if (socket === client && chunk.includes(words)) isFrozen = true;
        if (!isFrozen) other.write(chunk);
      });
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as AddressInfo).port);
  return url.href;
};

const deadline = 2;
const filter = { state: ['exception'] };

test.each<[string, string, (context: CommandContext) => Promise<number>]>([
  ['retry', 'on_later_mail', (given) => runRetry(given, { apply: false, force: false, canary: true, wait: false })],
  ['cancel', 'jsonb_build_object', (given) => runCancel(given, { ...filter, apply: false })],
  [
    'fix',
    'order by count(*) desc',
    (given) => runFix(given, { remedy: 'cron.wake', set: [], secretStdin: false, apply: false }),
  ],
])('%s: a preview ends at the deadline, wherever the database falls silent', async (_, words, run) => {
  const { dsn } = await createDemoDatabase({ scenario: 'rate-limit' });
  const { context } = captureContext({ dsn: await openFreezingWay(dsn, words), deadline, timeout: 1 });
  const began = performance.now();
  await expect(run(context)).rejects.toThrow(`did not answer within ${deadline} s (--deadline)`);
  expect(performance.now() - began).toBeLessThan((2 * deadline + 3) * 1_000);
});

import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { closeGracefully } from '../../../source/services/ports/close-gracefully.ts';

/** Leaves a server that says this, in these pieces, and tells what it was told, and when it had spoken last. */
const leave = async (pieces: readonly string[], { port = 25, answersQuit = true } = {}): Promise<string> => {
  const ended = Promise.withResolvers<string>();
  const server = createServer((socket) => {
    let told = '';
    socket.on('error', () => undefined);
    for (const piece of pieces) socket.write(piece);
    socket.on('data', (chunk) => {
      told += chunk.toString();
      if (answersQuit) socket.end('221 bye\r\n');
    });
    socket.on('close', () => ended.resolve(told));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  await closeGracefully(socket, { port, waitMs: 200, signal: new AbortController().signal });
  expect(socket.destroyed).toBe(true);
  return await ended.promise;
};

test.each([
  ['a greeting', ['220 mx.example ESMTP\r\n']],
  ['a greeting of several lines, in pieces', ['220-mx.exa', 'mple\r\n220', ' ready\r\n']],
  ['a refusal to serve (RFC 5321 §3.1)', ['554 no service\r\n']],
  ['a greeting without a text', ['220\r\n']],
])('a mail server is left with QUIT after %s', async (_, pieces) => {
  expect(await leave(pieces)).toBe('QUIT\r\n');
  expect(await leave(pieces, { answersQuit: false })).toBe('QUIT\r\n');
});

test.each([
  ['a server that says nothing', [], 25],
  ['one that has not ended its greeting', ['220-wait\r\n'], 25],
  ['one of another protocol', ['SSH-2.0-OpenSSH_9\r\n'], 2_222],
  ['a port where the client speaks first', ['220 mx.example\r\n'], 465],
])('nothing is said to %s', async (_, pieces, port) => {
  expect(await leave(pieces, { port })).toBe('');
});

import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import type { DemoPort } from './relay-server.ts';

/** Starts a plain TCP listener whose sockets are driven by `serve`: for what a mail server library would never do. */
export const startRawServer = async (serve: (socket: Socket) => void): Promise<DemoPort> => {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // A client that resets its connection is no news to a server that misbehaves.
    socket.on('error', () => socket.destroy());
    serve(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
};

/**
 * Hands the lines a client sends to `answer`, one at a time, without their line ends.
 * `null` hangs up, `undefined` says nothing.
 */
export const holdDialogue = (
  socket: Socket,
  greeting: string,
  answer: (line: string) => string | null | undefined,
): void => {
  let pending = '';
  socket.setEncoding('utf8');
  socket.on('data', (chunk: string) => {
    const lines = `${pending}${chunk}`.split('\n');
    pending = lines.pop() ?? '';
    for (const line of lines) {
      const reply = answer(line.replace(/\r$/, ''));
      if (reply === null) {
        socket.destroy();
        return;
      }
      if (reply !== undefined) socket.write(reply);
    }
  });
  socket.write(greeting);
};

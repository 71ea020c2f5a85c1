import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect, createServer } from 'node:net';
import type { DemoPort } from './relay-server.ts';

/**
 * Reserves a port on which every connection is refused.
 * Node cannot bind without listening, so the port is held as the near end of a connection: it is taken, and nobody
 * listens on it.
 */
export const reserveClosedPort = async (): Promise<DemoPort> => {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const accepted = once(server, 'connection');
  const holder = connect({ host: '127.0.0.1', port: (server.address() as AddressInfo).port });
  const [[farEnd]] = await Promise.all([accepted, once(holder, 'connect')]);
  const { localPort } = holder;
  if (localPort === undefined) throw new Error('the connection that holds the closed port was lost at once');
  for (const socket of [holder, farEnd]) socket.unref();
  server.unref();

  return {
    port: localPort,
    close: async () => {
      const closed = once(server, 'close');
      server.ref();
      server.close();
      // A reset leaves no TIME_WAIT behind: the port is free at once.
      holder.resetAndDestroy();
      farEnd.destroy();
      await closed;
    },
  };
};

import { connect } from 'node:net';
import type { Client } from 'pg';

/** PostgreSQL manual, "Message Formats", CancelRequest. */
const cancelCode = 80_877_102;

/**
 * Asks the server to end what a connection is doing, by the key that it gave out at login: a pooler hands that on to
 * whichever server works for this client just then, where a pid would name somebody else. Settles when the request was
 * taken or could not be made; then the statement ends by its own timeout.
 */
export const requestCancel = (client: Client, { withinMs }: { readonly withinMs: number }): Promise<void> => {
  const { processID, secretKey, host, port } = client as Client & Key;
  if (processID === null || secretKey === null) return Promise.resolve();
  return new Promise((resolve) => {
    const socket = host.startsWith('/') ? connect(`${host}/.s.PGSQL.${port}`) : connect(port, host);
    const message = Buffer.alloc(16);
    message.writeInt32BE(message.length, 0);
    message.writeInt32BE(cancelCode, 4);
    message.writeInt32BE(processID, 8);
    message.writeInt32BE(secretKey, 12);
    socket.setTimeout(withinMs, () => socket.destroy());
    socket.on('error', () => socket.destroy());
    socket.on('connect', () => socket.write(message));
    socket.on('end', () => socket.destroy());
    socket.on('close', () => resolve());
    socket.resume();
  });
};

/** What pg keeps of the login and does not declare. */
interface Key {
  readonly processID: number | null;
  readonly secretKey: number | null;
}

import { Socket } from 'node:net';

/** Whether we may take another account's identity for a moment. */
export const isRoot = (): boolean => process.geteuid?.() === 0;

/**
 * A socket that connects with the identity of another account of this machine, for PostgreSQL's peer authentication:
 * the kernel notes who we are at connect(2), which Node calls for a Unix socket before `connect` returns. Only that
 * call happens under the other identity, and no other code of ours runs in between. Needs root.
 */
export const openSocketAs = (account: string): Socket => {
  const socket = new Socket();
  const connect: Socket['connect'] = socket.connect.bind(socket);
  return Object.assign(socket, {
    connect(...args: Parameters<typeof connect>): Socket {
      process.seteuid?.(account);
      try {
        return connect(...args);
      } finally {
        process.seteuid?.(0);
      }
    },
  });
};

import { once } from 'node:events';
import { createServer, Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { Client } from 'pg';
import { onTestFinished } from 'vitest';
import { formatDsn } from '../../source/demo/database/databases.ts';
import { runCluster } from './cluster.ts';
import { type Frame, frame, readFrames, readStartup, type Startup, text } from './pooler/wire.ts';

export type PoolMode = 'session' | 'transaction' | 'statement';

export interface Pooler {
  readonly port: number;
  /** As the role `odoo`, whose password this pooler does not ask for. */
  dsn(database: string): string;
  /** Everything that a client could have left on the server connections, once all of them are given back. */
  inspect(): Promise<readonly object[]>;
}

interface PoolerOptions {
  readonly mode: PoolMode;
  /** The databases that it knows, connected to beforehand so that they can be compared. */
  readonly databases: readonly string[];
  readonly size?: number;
  /** Lends the one that rested longest (`server_round_robin`), not the one that came back last. */
  readonly inTurn?: boolean;
}

/** A connection with PostgreSQL that is lent to clients. */
interface Server {
  readonly database: string;
  readonly client: Client;
  readonly socket: Socket;
  /** Who gets what it says. */
  listener: (frame: Frame) => void;
}

/**
 * A connection pooler as PgBouncer is one, without any reset between its clients: whatever one of them sets for the
 * session is there for the next. It gives out a pid of its own at login and ends with the test.
 */
export const startPooler = async ({ mode, databases, size = 3, inTurn = false }: PoolerOptions): Promise<Pooler> => {
  const server = await runCluster();
  const all = await Promise.all(
    databases.flatMap((database) =>
      Array.from({ length: size }, () => connect(formatDsn(server, database, 'odoo'), database)),
    ),
  );
  const idle = [...all];
  const waiting: { readonly database: string; readonly take: (server: Server) => void }[] = [];
  const giveBack = (server: Server): void => {
    server.listener = () => undefined;
    const place = waiting.findIndex(({ database }) => database === server.database);
    const [next] = place === -1 ? [] : waiting.splice(place, 1);
    if (next === undefined) idle.push(server);
    else next.take(server);
  };
  const borrow = (database: string, take: (server: Server) => void): void => {
    const fits = (server: Server): boolean => server.database === database;
    const place = inTurn ? idle.findIndex(fits) : idle.findLastIndex(fits);
    const [found] = place === -1 ? [] : idle.splice(place, 1);
    if (found === undefined) waiting.push({ database, take });
    else take(found);
  };

  const sockets = new Set<Socket>();
  let logins = 0;
  const lent = new Map<number, Server>();
  const listener = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    void readStartup(socket).then((startup) => {
      if (startup.kind === 'cancel') {
        cancel(lent.get(startup.pid), server.port);
        socket.end();
        return;
      }
      const refusal = refuse(startup, databases);
      if (refusal !== undefined) {
        socket.end(frame('E', refusal));
        return;
      }
      logins += 1;
      serve({ socket, database: startup.database, pid: -logins, mode, borrow, giveBack, lent });
    });
  });
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    listener.close();
    for (const { socket } of all) socket.destroy();
  });
  const address = listener.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    port,
    dsn: (database) => `postgres://odoo:none@127.0.0.1:${port}/${database}`,
    inspect: async () => {
      // A client's goodbye takes a moment to arrive.
      while (idle.length < all.length) await setTimeout(5);
      return await Promise.all(all.map(inspectServer));
    },
  };
};

const connect = async (connectionString: string, database: string): Promise<Server> => {
  const client = new Client({ connectionString });
  client.on('error', () => undefined);
  await client.connect();
  const { stream: socket } = (client as Client & { readonly connection: { readonly stream: Socket } }).connection;
  // From here on the bytes are ours.
  socket.removeAllListeners('data');
  const server: Server = { database, client, socket, listener: () => undefined };
  readFrames(socket, (next) => server.listener(next));
  return server;
};

/** As PgBouncer 1.18 says it. */
const refuse = ({ database, parameters }: Extract<Startup, { kind: 'startup' }>, databases: readonly string[]) => {
  const fatal = (message: string): Buffer => text('SFATAL', 'C08P01', `M${message}`, '');
  if (!databases.includes(database)) return fatal(`no such database: ${database}`);
  return parameters.has('options') ? fatal('unsupported startup parameter: options') : undefined;
};

const cancel = (server: Server | undefined, port: number): void => {
  if (server === undefined) return;
  const { processID, secretKey } = server.client as Client & { readonly processID: number; readonly secretKey: number };
  const request = Buffer.alloc(16);
  for (const [place, value] of [16, 80_877_102, processID, secretKey].entries()) request.writeInt32BE(value, place * 4);
  const messenger = new Socket();
  messenger.on('error', () => undefined);
  messenger.connect(port, '127.0.0.1', () => messenger.end(request));
};

interface Serving {
  readonly socket: Socket;
  readonly database: string;
  readonly pid: number;
  readonly mode: PoolMode;
  readonly borrow: (database: string, take: (server: Server) => void) => void;
  readonly giveBack: (server: Server) => void;
  readonly lent: Map<number, Server>;
}

const serve = ({ socket, database, pid, mode, borrow, giveBack, lent }: Serving): void => {
  let server: Server | undefined;
  let isGone = false;
  let unanswered = 0;
  let status = 'I';
  const pending: Frame[] = [];

  const release = (): void => {
    if (server === undefined) return;
    lent.delete(pid);
    giveBack(server);
    server = undefined;
  };
  /** A client that left in a transaction: it is rolled back before the next one comes. */
  const cleanUp = (): void => {
    if (server === undefined || unanswered > 0) return;
    if (status === 'I') {
      release();
      return;
    }
    unanswered += 1;
    server.socket.write(frame('Q', text('rollback')));
  };
  const hear = (next: Frame): void => {
    if (next.type === 'Z') {
      unanswered -= 1;
      status = next.body.toString();
      if (mode === 'statement' && status !== 'I' && !isGone) {
        const words = 'transaction blocks not allowed in statement pooling mode';
        isGone = true;
        socket.end(frame('E', text('SFATAL', 'C08P01', `M${words}`, '')));
      }
    }
    if (!isGone) socket.write(next.bytes);
    if (next.type !== 'Z' || unanswered > 0) return;
    if (isGone) cleanUp();
    else if (mode !== 'session' && status === 'I') release();
  };
  const forward = (to: Server): void => {
    for (const { type, bytes } of pending.splice(0)) {
      if (type === 'Q' || type === 'S') unanswered += 1;
      to.socket.write(bytes);
    }
  };
  const take = (borrowed: Server): void => {
    if (isGone) {
      giveBack(borrowed);
      return;
    }
    server = borrowed;
    lent.set(pid, borrowed);
    borrowed.listener = hear;
    forward(borrowed);
  };

  readFrames(socket, (next) => {
    if (next.type === 'X') return;
    pending.push(next);
    if (server !== undefined) forward(server);
    else if (pending.length === 1) borrow(database, take);
  });
  socket.on('close', () => {
    isGone = true;
    cleanUp();
  });
  const key = Buffer.alloc(8);
  key.writeInt32BE(pid, 0);
  key.writeInt32BE(pid, 4);
  socket.write(Buffer.concat([frame('R', Buffer.alloc(4)), frame('K', key), frame('Z', Buffer.from('I'))]));
};

const traces = `select jsonb_build_object('pid', pg_backend_pid(),
  'settings', (select jsonb_object_agg(name, setting) from pg_settings),
  'advisory', (select count(*) from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()),
  'listens', (select count(*) from pg_listening_channels()), 'prepared', (select count(*) from pg_prepared_statements),
  'cursors', (select count(*) from pg_cursors where name <> ''),
  'temporary', (select count(*) from pg_class where relnamespace = pg_my_temp_schema()))`;

const inspectServer = (server: Server): Promise<object> =>
  new Promise((resolve) => {
    let found: object = {};
    server.listener = ({ type, body }) => {
      // One column of one row: its count, its length, then the value.
      if (type === 'D') found = JSON.parse(body.subarray(6).toString());
      if (type === 'Z') resolve(found);
    };
    server.socket.write(frame('Q', text(traces)));
  });

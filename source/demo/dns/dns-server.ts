import { Buffer } from 'node:buffer';
import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import type { DnsZones } from '../scenario.ts';
import { type DnsQuery, type Misbehaviours, type Responder, respond } from './respond.ts';

export interface DnsServerOptions {
  readonly zones: DnsZones;
  readonly misbehave?: Misbehaviours;
  /** Address to listen on. */
  readonly host?: string;
}

/** A DNS server on loopback, over UDP and TCP on one port, that answers from zones in memory as a resolver would. */
export interface DnsServer {
  readonly host: string;
  readonly port: number;
  /** Every question it was asked so far, in order. */
  readonly queries: readonly DnsQuery[];
  /** Replaces the zones; the next question is answered from the new ones. */
  setZones(zones: DnsZones): void;
  /** Ends every connection; closing twice does no harm. */
  close(): Promise<void>;
}

const portTries = 20;

const answerUdp = (socket: UdpSocket, responder: Responder): void => {
  socket.on('message', (message, peer) => {
    const reply = tryToRespond(message, 'udp', responder);
    if (reply !== undefined) socket.send(reply, peer.port, peer.address);
  });
};

/** A query that makes no sense is dropped, as public servers do: it must not end the demo. */
const tryToRespond = (message: Buffer, transport: 'udp' | 'tcp', responder: Responder): Buffer | undefined => {
  try {
    return respond(message, transport, responder);
  } catch {
    return undefined;
  }
};

/** RFC 1035 §4.2.2: each message is preceded by its length in two bytes; several may share a connection. */
const answerTcp = (socket: Socket, responder: Responder): void => {
  let pending = Buffer.alloc(0);
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk: Buffer) => {
    pending = Buffer.concat([pending, chunk]);
    while (pending.length >= 2 && pending.length >= 2 + pending.readUInt16BE()) {
      const end = 2 + pending.readUInt16BE();
      const reply = tryToRespond(pending.subarray(2, end), 'tcp', responder);
      pending = pending.subarray(end);
      if (reply === undefined) continue;
      const length = Buffer.alloc(2);
      length.writeUInt16BE(reply.length);
      socket.write(Buffer.concat([length, reply]));
    }
  });
};

const listenTcp = async (server: Server, host: string, port: number): Promise<number> => {
  server.listen(port, host);
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The DNS server has no port.');
  return address.port;
};

const bindUdp = async (host: string, port: number): Promise<UdpSocket | undefined> => {
  const socket = createSocket('udp4');
  socket.bind(port, host);
  try {
    await once(socket, 'listening');
    return socket;
  } catch {
    socket.close();
    return undefined;
  }
};

/** Both transports on one free port: TCP takes any, UDP takes the same, and if it is in use they try again. */
const listen = async (
  host: string,
  onConnection: (socket: Socket) => void,
): Promise<{ tcp: Server; udp: UdpSocket; port: number }> => {
  for (let attempt = 0; attempt < portTries; attempt += 1) {
    const tcp = createServer(onConnection);
    const port = await listenTcp(tcp, host, 0);
    const udp = await bindUdp(host, port);
    if (udp !== undefined) return { tcp, udp, port };
    tcp.close();
  }
  throw new Error(`No port is free on ${host} for both UDP and TCP.`);
};

/** Starts the server; it answers when the promise resolves. */
export const startDnsServer = async ({
  zones,
  misbehave = {},
  host = '127.0.0.1',
}: DnsServerOptions): Promise<DnsServer> => {
  const queries: DnsQuery[] = [];
  let current = zones;
  const responder: Responder = {
    get zones() {
      return current;
    },
    misbehave,
    log: (query) => queries.push(query),
  };
  const connections = new Set<Socket>();
  const { tcp, udp, port } = await listen(host, (socket) => {
    connections.add(socket);
    socket.on('close', () => connections.delete(socket));
    answerTcp(socket, responder);
  });
  answerUdp(udp, responder);

  let closing: Promise<unknown> | undefined;
  const closeBoth = (): Promise<unknown> => {
    for (const connection of connections) connection.destroy();
    return Promise.all([
      new Promise<void>((resolve) => udp.close(() => resolve())),
      new Promise<void>((resolve) => tcp.close(() => resolve())),
    ]);
  };

  return {
    host,
    port,
    queries,
    setZones: (next) => {
      current = next;
    },
    close: async () => {
      closing ??= closeBoth();
      await closing;
    },
  };
};

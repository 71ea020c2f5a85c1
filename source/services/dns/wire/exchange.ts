import { Buffer } from 'node:buffer';
import { createSocket, type Socket } from 'node:dgram';
import { addAbortListener } from 'node:events';
import { connect } from 'node:net';
import { addAbortSignal } from 'node:stream';
import { type DnsServerAddress, familyOf } from '../server-address.ts';
import { type DnsReply, type Query, readDnsReply } from './dns-message.ts';

/** What one try came to. `unreachable`: the system itself said so, at once (nothing listens, no route). */
export type ExchangeOutcome =
  | Exclude<DnsReply, { kind: 'foreign' }>
  | { readonly kind: 'silent' }
  | { readonly kind: 'unreachable'; readonly reason: string };

export interface TryOptions {
  readonly signal: AbortSignal;
  /** For this one try. */
  readonly timeoutMs: number;
}

const systemErrors: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens on that port',
  ECONNRESET: 'the connection was cut',
  ENETUNREACH: 'there is no route to it',
  EHOSTUNREACH: 'there is no route to it',
  EACCES: 'this machine does not allow it',
  EPERM: 'a firewall on this machine does not allow it',
};

const explainSystemError = (error: unknown): string => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return systemErrors[code] ?? (error instanceof Error ? error.message : String(error));
};

/** Runs one try under its own deadline; only the caller's abort is thrown, everything else is an outcome. */
const underDeadline = async (
  { signal, timeoutMs }: TryOptions,
  exchange: (deadline: AbortSignal) => Promise<ExchangeOutcome>,
): Promise<ExchangeOutcome> => {
  signal.throwIfAborted();
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    return await exchange(AbortSignal.any([signal, timeout]));
  } catch (error) {
    signal.throwIfAborted();
    if (timeout.aborted) return { kind: 'silent' };
    return { kind: 'unreachable', reason: explainSystemError(error) };
  }
};

/**
 * Asks over UDP. The socket is connected, so only this server's packets arrive, and a port that nothing listens on is
 * known at once; packets that do not answer our query are passed over, because anyone can send those.
 */
export const askOverUdp = (server: DnsServerAddress, query: Query, options: TryOptions): Promise<ExchangeOutcome> =>
  underDeadline(options, async (deadline) => {
    const socket = createSocket(familyOf(server) === 6 ? 'udp6' : 'udp4');
    // Not `on()` of node:events, whose two queues are 32 kilobytes: a check asks some sixty questions at once.
    const { promise: reply, resolve, reject } = Promise.withResolvers<ExchangeOutcome>();
    using _listening = addAbortListener(deadline, () => reject(deadline.reason));
    socket.on('error', reject);
    socket.on('message', (message) => {
      const read = readDnsReply(message, query);
      if (read.kind !== 'foreign') resolve(read);
    });
    try {
      const [outcome] = await Promise.all([reply, sendTo(socket, server, query.bytes)]);
      return outcome;
    } finally {
      socket.close();
    }
  });

/**
 * Connects and sends. @throws the system's error: a server that no route leads to is known before anything is sent, and
 * Node hands that to the callback of `connect` (which its documentation does not say) instead of emitting it.
 */
const sendTo = async (socket: Socket, { host, port }: DnsServerAddress, bytes: Uint8Array): Promise<void> => {
  await new Promise<void>((resolve, reject) => {
    const settle = (error?: Error | null): void => (error ? reject(error) : resolve());
    socket.connect(port, host, (error?: Error) => (error ? settle(error) : socket.send(bytes, settle)));
  });
};

const frame = (bytes: Buffer): Buffer => {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(bytes.length);
  return Buffer.concat([length, bytes]);
};

/** Asks over TCP, each message preceded by its length in two bytes (RFC 1035 §4.2.2). */
export const askOverTcp = (server: DnsServerAddress, query: Query, options: TryOptions): Promise<ExchangeOutcome> =>
  underDeadline(options, async (deadline) => {
    const socket = addAbortSignal(deadline, connect(server.port, server.host));
    try {
      socket.write(frame(query.bytes));
      let pending = Buffer.alloc(0);
      for await (const chunk of socket) {
        pending = Buffer.concat([pending, chunk as Buffer]);
        while (pending.length >= 2 && pending.length >= 2 + pending.readUInt16BE()) {
          const end = 2 + pending.readUInt16BE();
          const reply = readDnsReply(pending.subarray(2, end), query);
          if (reply.kind !== 'foreign') return reply;
          pending = pending.subarray(end);
        }
      }
      return { kind: 'unreachable', reason: 'the connection was closed without an answer' };
    } finally {
      socket.destroy();
    }
  });

import type { Socket } from 'node:net';
import type { HostAddress } from '../../domain/probes/network.ts';
import type { SmtpNetwork } from './smtp-network.ts';
import { SmtpWire } from './smtp-wire.ts';
import { negotiateTls } from './tls/negotiate-tls.ts';
import type { Trust } from './tls/trust.ts';

/** Where to look again, on a connection of its own, once the first has ended. */
export interface SecondLook {
  readonly connect: SmtpNetwork['connect'];
  readonly host: string;
  readonly address: HostAddress;
  readonly port: number;
  readonly trust: Trust;
  /** For each step of the look, ms. */
  readonly timeoutMs: number;
}

/** Where TLS comes first (RFC 8314 §3.3, providers' own pages): a hello there is never early talk. */
const implicitTlsPorts: ReadonlySet<number> = new Set([465, 2465, 8465]);
/** Where a server greets first, however late: a hello before the greeting would be counted as an attack. */
const plainPorts: ReadonlySet<number> = new Set([24, 25, 26, 587, 588, 2525, 2587]);

/** Whether a port that has kept silent may be asked if it waits for a TLS hello. */
export const mayWaitForTls = (port: number): boolean => !plainPorts.has(port);

/** Silence for this long is enough on a port that is meant for TLS, ms. */
const silenceMs = 2_000;

/** How long a greeting in plain text is waited for on that port, ms, of the `limitMs` that one may take at all. */
export const greetingLimit = (port: number, limitMs: number): number =>
  implicitTlsPorts.has(port) ? Math.min(silenceMs, limitMs) : limitMs;

/** Whether the port completes a TLS handshake at once: then it waits for a hello and will never greet plainly. */
export const completesTls = async (look: SecondLook, signal: AbortSignal): Promise<boolean> => {
  const { host, timeoutMs } = look;
  const { socket } = await look.connect(look.address, { port: look.port, timeoutMs, signal });
  if (socket === undefined) return false;
  try {
    const secureContext = look.trust.secureContext();
    const result = await negotiateTls(socket, { host, secureContext, timeoutMs, signal });
    if (result.kind !== 'secure') return false;
    try {
      await listenAndQuit(result.socket, timeoutMs, signal);
    } finally {
      result.socket.destroy();
    }
    return true;
  } finally {
    socket.destroy();
  }
};

/** The first line the port says to a client that only listens, when that is an SMTP reply; raw, from outside. */
export const readPlainBanner = async (look: SecondLook, signal: AbortSignal): Promise<string | undefined> => {
  const { timeoutMs } = look;
  const { socket } = await look.connect(look.address, { port: look.port, timeoutMs, signal });
  if (socket === undefined) return undefined;
  try {
    return await listenAndQuit(socket, timeoutMs, signal);
  } finally {
    socket.destroy();
  }
};

/** The greeting, answered with QUIT; undefined when none comes. */
const listenAndQuit = async (socket: Socket, timeoutMs: number, signal: AbortSignal): Promise<string | undefined> => {
  const wire = new SmtpWire(socket);
  const greeting = await wire.nextReply(timeoutMs, signal);
  if (!('reply' in greeting)) return undefined;
  wire.send('QUIT');
  await wire.nextReply(timeoutMs, signal);
  return `${greeting.reply.code} ${greeting.reply.lines.join(' ')}`;
};

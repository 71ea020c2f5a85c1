import { connect, type Socket } from 'node:net';
import type { AddressAttempt, ConnectOutcome, HostAddress } from '../../domain/probes/network.ts';

export interface PortConnectOptions {
  readonly port: number;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

export interface PortConnection {
  readonly attempt: AddressAttempt;
  /** There exactly when the outcome is `open`; the caller's to destroy. */
  readonly socket: Socket | undefined;
}

/**
 * One TCP connection to one address. How it ends is the answer; it rejects only with the signal's reason, and then
 * leaves no socket behind.
 */
export const connectTo = async (
  { address, family }: HostAddress,
  { port, timeoutMs, signal }: PortConnectOptions,
): Promise<PortConnection> => {
  signal.throwIfAborted();
  const started = performance.now();
  const { promise, resolve, reject } = Promise.withResolvers<ConnectOutcome>();
  const socket = connect({ host: address, port, family, noDelay: true });
  const onAbort = (): void => reject(signal.reason);
  const timer = setTimeout(() => resolve({ kind: 'timed-out' }), timeoutMs);
  signal.addEventListener('abort', onAbort, { once: true });
  socket.once('connect', () => resolve({ kind: 'open' }));
  // Stays on: an error between two readers must not become an uncaught one.
  socket.on('error', (error: NodeJS.ErrnoException) => resolve(classifyErrno(error.code ?? error.message)));
  let outcome: ConnectOutcome | undefined;
  try {
    outcome = await promise;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
    if (outcome?.kind !== 'open') socket.destroy();
  }
  const durationMs = Math.round(performance.now() - started);
  return { attempt: { address, family, outcome, durationMs }, socket: outcome.kind === 'open' ? socket : undefined };
};

/** Answers that came back as a reset are a refusal; the kernel giving up on SYNs is the same silence as our own limit. */
const classifyErrno = (errno: string): ConnectOutcome => {
  switch (errno) {
    case 'ECONNREFUSED':
    case 'ECONNRESET':
    case 'ECONNABORTED':
      return { kind: 'refused', errno };
    case 'ETIMEDOUT':
      return { kind: 'timed-out' };
    default:
      return { kind: 'unreachable', errno };
  }
};

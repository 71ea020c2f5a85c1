import type { AddressAttempt, HostAddress } from '../../../domain/probes/network.ts';
import { pause } from '../../../lib/pause.ts';
import type { SmtpConnection, SmtpConnectOptions, SmtpNetwork } from '../smtp-network.ts';

/** How long an address that answered waits for those the system prefers to it (RFC 8305 §5), ms. */
const preferenceMs = 250;
/** How much longer the other addresses may take once one has answered, ms: time for two SYNs to be lost. */
const stragglerMs = 3000;

/** Why waiting is called off. */
const settled = new Error('another address was taken');

export interface Connecting {
  /** The connection to go on with; undefined when no address is open. The caller owns its socket. */
  readonly connection: SmtpConnection | undefined;
  /** Every address in the given order, once the last is known. */
  readonly attempts: Promise<readonly AddressAttempt[]>;
}

/**
 * Connects to all addresses at once, goes on with the first one that Odoo would have reached (in getaddrinfo's order),
 * and lets the others finish beside the session: IPv4 and IPv6 each get their own answer.
 * Rejects only when `signal` aborts; no socket is left then.
 */
export const connectAny = async (
  connect: SmtpNetwork['connect'],
  addresses: readonly HostAddress[],
  options: SmtpConnectOptions,
): Promise<Connecting> => {
  const stragglers = new AbortController();
  const signal = AbortSignal.any([options.signal, stragglers.signal]);
  const started = performance.now();
  const running = addresses.map(async (address): Promise<SmtpConnection> => {
    try {
      return await connect(address, { ...options, signal });
    } catch (error) {
      if (options.signal.aborted || !stragglers.signal.aborted) throw error;
      const durationMs = Math.round(performance.now() - started);
      return { attempt: { ...address, outcome: { kind: 'timed-out' }, durationMs }, socket: undefined };
    }
  });
  const attempts = Promise.all(running).then((connections) => connections.map(({ attempt }) => attempt));
  // Whoever awaits it later still gets the rejection; nobody does when the session was cancelled.
  attempts.catch(() => undefined);

  let connection: SmtpConnection | undefined;
  try {
    connection = await preferEarliest(running);
  } finally {
    for (const other of running) other.then((it) => it !== connection && it.socket?.destroy(), ignoreAbort);
  }
  if (options.signal.aborted) {
    connection?.socket?.destroy();
    throw options.signal.reason;
  }
  const timer = setTimeout(() => stragglers.abort(settled), stragglerMs);
  attempts.then(
    () => clearTimeout(timer),
    () => clearTimeout(timer),
  );
  return { connection, attempts };
};

const ignoreAbort = (): void => undefined;

/** The first open connection; one that is late in the list gives those before it a moment to answer, too. */
const preferEarliest = async (running: readonly Promise<SmtpConnection>[]): Promise<SmtpConnection | undefined> => {
  const decided = new AbortController();
  const bids = running.map(async (candidate, index) => {
    const connection = await candidate;
    if (connection.socket === undefined) throw new Error('not open');
    const earlier = running.slice(0, index);
    if (earlier.length > 0) {
      await Promise.race([Promise.allSettled(earlier), pause(preferenceMs, decided.signal)]);
    }
    return connection;
  });
  try {
    return await Promise.any(bids);
  } catch {
    return undefined;
  } finally {
    decided.abort(settled);
  }
};

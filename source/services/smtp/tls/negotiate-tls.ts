import { isIP, type Socket } from 'node:net';
import { connect, type SecureContext, type TLSSocket } from 'node:tls';

export type HandshakeResult =
  | { readonly kind: 'secure'; readonly socket: TLSSocket; readonly durationMs: number }
  | { readonly kind: 'failed'; readonly error: NodeJS.ErrnoException }
  | { readonly kind: 'closed' }
  | { readonly kind: 'timed-out' };

export interface HandshakeOptions {
  /** The name for SNI and verification: what Odoo was told to connect to. */
  readonly host: string;
  readonly secureContext: SecureContext;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/**
 * Secures an open socket, whatever the certificate is worth: verification is reported, not enforced here.
 * The caller owns the raw socket on every path. Rejects only when `signal` aborts.
 */
export const negotiateTls = async (raw: Socket, options: HandshakeOptions): Promise<HandshakeResult> => {
  const { host, secureContext, timeoutMs, signal } = options;
  signal.throwIfAborted();
  const started = performance.now();
  const { promise, resolve, reject } = Promise.withResolvers<HandshakeResult>();
  const socket = connect({
    socket: raw,
    secureContext,
    rejectUnauthorized: false,
    // The name is matched where the certificate is inspected.
    checkServerIdentity: () => undefined,
    // RFC 6066 §3 allows no addresses in SNI.
    servername: isIP(host) === 0 ? host : '',
  });
  const onAbort = (): void => reject(signal.reason);
  const onError = (error: NodeJS.ErrnoException): void => resolve({ kind: 'failed', error });
  const onClose = (): void => resolve({ kind: 'closed' });
  const timer = setTimeout(() => resolve({ kind: 'timed-out' }), timeoutMs);
  signal.addEventListener('abort', onAbort, { once: true });
  socket.once('secureConnect', () =>
    resolve({ kind: 'secure', socket, durationMs: Math.round(performance.now() - started) }),
  );
  // Stays on: a broken connection must not become an uncaught error between two readers.
  socket.on('error', onError);
  socket.once('close', onClose);
  let result: HandshakeResult | undefined;
  try {
    result = await promise;
    return result;
  } finally {
    // Before the caller destroys the raw socket: Node 24 crashes (SIGSEGV) when both go in the other order.
    if (result?.kind !== 'secure') socket.destroy();
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
    socket.off('close', onClose);
  }
};

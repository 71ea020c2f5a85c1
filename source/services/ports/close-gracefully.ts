import type { Socket } from 'node:net';

interface LeaveOptions {
  readonly port: number;
  /** For the greeting, and again for the answer to QUIT, ms. */
  readonly waitMs: number;
  readonly signal: AbortSignal;
}

/** There the client speaks first (TLS), so that waiting for a greeting is in vain. */
const clientSpeaksFirst: ReadonlySet<number> = new Set([443, 465]);

/** A whole reply: `220 mx.example ESMTP`, after any number of `220-…` lines (RFC 5321 §4.2.1). */
const wholeReply = /^(?:\d{3}-[^\n]*\n)*\d{3}(?: [^\n]*)?\r?\n/;

/**
 * Leaves a connection that was only made to see whether the port is open. A mail server takes one that goes without a
 * word for an attack ("lost connection after CONNECT", which fail2ban counts), so its greeting is waited for and it gets
 * QUIT; nothing is said before that, and nothing to a server that is not one. Rejects never; the socket is gone then.
 */
export const closeGracefully = async (socket: Socket, { port, waitMs, signal }: LeaveOptions): Promise<void> => {
  try {
    if (clientSpeaksFirst.has(port) || signal.aborted) return;
    const greeting = await hear(socket, { waitMs, signal });
    if (!wholeReply.test(greeting)) return;
    socket.write('QUIT\r\n');
    await hear(socket, { waitMs, signal });
  } finally {
    socket.destroy();
  }
};

/** What the server says until a reply is whole, it speaks another language, it leaves, or the time is up. */
const hear = async (socket: Socket, { waitMs, signal }: Omit<LeaveOptions, 'port'>): Promise<string> => {
  const { promise, resolve } = Promise.withResolvers<void>();
  let heard = '';
  const listen = (chunk: Buffer): void => {
    heard += chunk.toString('latin1');
    if (wholeReply.test(heard) || !/^\d{0,3}(?:[- ]|$)/.test(heard) || heard.length > longest) resolve();
  };
  const stop = (): void => resolve();
  const timer = setTimeout(stop, waitMs);
  signal.addEventListener('abort', stop, { once: true });
  socket.on('data', listen).once('close', stop).once('error', stop).once('end', stop);
  await promise;
  clearTimeout(timer);
  signal.removeEventListener('abort', stop);
  socket.off('data', listen).off('close', stop).off('error', stop).off('end', stop);
  socket.pause();
  return heard;
};

/** Nobody greets at such length. */
const longest = 16_384;

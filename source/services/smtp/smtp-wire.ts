import type { Socket } from 'node:net';
import { type RawReply, type ReadProblem, ReplyReader } from './reply-reader.ts';

/** Why a reply did not come. */
export type WireProblem =
  | ReadProblem
  | { readonly kind: 'timed-out'; readonly waitedMs: number }
  | { readonly kind: 'closed'; readonly reset: boolean };

export type WireResult = { readonly reply: RawReply } | { readonly problem: WireProblem };

/** One socket, read as replies and written as lines. It owns the socket's listeners until `release`. */
export class SmtpWire {
  readonly #socket: Socket;
  readonly #reader = new ReplyReader();
  #ended: WireProblem | undefined;
  #wake: (() => void) | undefined;

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', this.#onData);
    socket.on('end', this.#onEnd);
    socket.on('close', this.#onEnd);
    socket.on('error', this.#onError);
  }

  /** Sends one command. A connection that is gone shows at the next `nextReply`. */
  send(line: string): void {
    if (this.#socket.writable) this.#socket.write(`${line}\r\n`);
  }

  /** Sends bytes as they are. */
  sendBytes(bytes: Buffer): void {
    if (this.#socket.writable) this.#socket.write(bytes);
  }

  /**
   * The next reply, or why none came within `timeoutMs`, counted until the reply is whole:
   * a server that drips one byte a second does not win time with each.
   * Rejects with the signal's reason when it aborts.
   */
  async nextReply(timeoutMs: number, signal: AbortSignal): Promise<WireResult> {
    signal.throwIfAborted();
    const { promise: interrupted, resolve: interrupt } = Promise.withResolvers<'timeout' | 'abort'>();
    const timer = setTimeout(() => interrupt('timeout'), timeoutMs);
    const onAbort = (): void => interrupt('abort');
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      let result = this.#read();
      while (result === undefined) {
        const woken = await Promise.race([this.#moreBytes(), interrupted]);
        if (woken === 'timeout') return { problem: { kind: 'timed-out', waitedMs: timeoutMs } };
        signal.throwIfAborted();
        result = this.#read();
      }
      return result;
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      this.#wake = undefined;
    }
  }

  /** Gives the socket away (to TLS) together with any bytes that were sent ahead of their turn. */
  release(): { readonly socket: Socket; readonly early: Buffer } {
    this.#socket.off('data', this.#onData);
    this.#socket.off('end', this.#onEnd);
    this.#socket.off('close', this.#onEnd);
    this.#socket.off('error', this.#onError);
    return { socket: this.#socket, early: this.#reader.drain() };
  }

  #read(): WireResult | undefined {
    const taken = this.#reader.take();
    if (taken === undefined) return this.#ended && { problem: this.#ended };
    return 'code' in taken ? { reply: taken } : { problem: taken };
  }

  #moreBytes(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#wake = resolve;
    return promise;
  }

  readonly #onData = (bytes: Buffer): void => {
    this.#reader.push(bytes);
    this.#wake?.();
  };

  readonly #onEnd = (): void => {
    this.#ended ??= { kind: 'closed', reset: false };
    this.#wake?.();
  };

  readonly #onError = (error: NodeJS.ErrnoException): void => {
    this.#ended ??= { kind: 'closed', reset: error.code === 'ECONNRESET' || error.code === 'EPIPE' };
    this.#wake?.();
  };
}

import type { Socket } from 'node:net';
import { type RunnerReply, SmtpError } from './fault.ts';

/** A socket seen as SMTP's replies, one after the other, each within a time limit. */
export class RunnerWire {
  readonly #socket: Socket;
  readonly #timeoutMs: number;
  readonly #lines: string[] = [];
  #pending = '';
  #lost: string | undefined;
  #wake: (() => void) | undefined;

  constructor(socket: Socket, timeoutMs: number) {
    this.#socket = socket;
    this.#timeoutMs = timeoutMs;
    socket.on('data', this.#take);
    socket.on('error', this.#fail);
    socket.on('close', this.#end);
  }

  get socket(): Socket {
    return this.#socket;
  }

  /**
   * The next reply, all lines of it.
   * @throws SmtpError `disconnected` when the server hung up or stayed silent.
   */
  async readReply(): Promise<RunnerReply> {
    const lines: string[] = [];
    for (;;) {
      const line = await this.#readLine();
      lines.push(line.slice(4).trim());
      if (line[3] !== '-') return { code: Number(line.slice(0, 3)), text: lines.join('\n') };
    }
  }

  /** Sends one line, or a whole message, and waits for the reply. */
  async send(text: string): Promise<RunnerReply> {
    if (this.#lost !== undefined) throw new SmtpError({ kind: 'disconnected', text: 'please run connect() first' });
    this.#socket.write(`${text}\r\n`, 'latin1');
    return this.readReply();
  }

  /** Lets go of the socket, so that TLS can take it over. */
  release(): Socket {
    this.#socket.off('data', this.#take);
    this.#socket.off('error', this.#fail);
    this.#socket.off('close', this.#end);
    return this.#socket;
  }

  close(): void {
    this.#lost ??= 'please run connect() first';
    this.#socket.destroy();
  }

  readonly #take = (chunk: Buffer): void => {
    const lines = (this.#pending + chunk.toString('latin1')).split('\n');
    this.#pending = lines.pop() ?? '';
    this.#lines.push(...lines);
    this.#wake?.();
  };

  readonly #fail = (error: NodeJS.ErrnoException): void => {
    this.#lose(
      error.code === 'ECONNRESET' ? 'Connection unexpectedly closed: [Errno 104] Connection reset by peer' : undefined,
    );
  };

  readonly #end = (): void => this.#lose(undefined);

  #lose(reason: string | undefined): void {
    this.#lost ??= reason ?? 'Connection unexpectedly closed';
    this.#wake?.();
  }

  async #readLine(): Promise<string> {
    const deadline = Date.now() + this.#timeoutMs;
    for (;;) {
      const line = this.#lines.shift();
      if (line !== undefined) return line;
      if (this.#lost !== undefined) throw new SmtpError({ kind: 'disconnected', text: this.#lost });
      await this.#waitUntil(deadline);
    }
  }

  async #waitUntil(deadline: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#wake = resolve;
    const timer = setTimeout(
      () => {
        this.#lose('Connection unexpectedly closed: timed out');
        this.#socket.destroy();
      },
      Math.max(0, deadline - Date.now()),
    );
    await promise;
    clearTimeout(timer);
    this.#wake = undefined;
  }
}

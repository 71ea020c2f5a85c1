import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { createSecureContext, TLSSocket, type TlsOptions } from 'node:tls';
import type { Identity } from './certificates.ts';

/** One thing a scripted server does. Steps run in order; when they are through, the connection closes. */
export type Step =
  | { readonly do: 'send'; readonly bytes: string | Buffer }
  | { readonly do: 'drip'; readonly bytes: string; readonly everyMs: number }
  | { readonly do: 'send-forever'; readonly bytes: string }
  | { readonly do: 'expect'; readonly line: RegExp }
  | { readonly do: 'wait'; readonly until: Promise<unknown> }
  | { readonly do: 'tell'; readonly listener: () => void }
  | { readonly do: 'start-tls'; readonly identity: Identity; readonly options?: TlsOptions }
  | { readonly do: 'close' | 'reset' | 'stall' }
  | { readonly do: 'answer'; readonly rules: readonly Rule[] };

/** What to do about a line from the client: say one reply, or run steps. The first rule that fits is taken. */
export type Rule = readonly [line: RegExp, answer: string | readonly Step[]];

/** `say('250-a', '250 b')`: whole lines. */
export const say = (...lines: readonly string[]): Step => ({ do: 'send', bytes: `${lines.join('\r\n')}\r\n` });
export const sendRaw = (bytes: string | Buffer): Step => ({ do: 'send', bytes });
export const drip = (bytes: string, everyMs: number): Step => ({ do: 'drip', bytes, everyMs });
export const sendForever = (bytes: string): Step => ({ do: 'send-forever', bytes });
export const expectLine = (line: RegExp): Step => ({ do: 'expect', line });
export const waitFor = (until: Promise<unknown>): Step => ({ do: 'wait', until });
/** Lets the test know that the script has come this far. */
export const tell = (listener: () => void): Step => ({ do: 'tell', listener });
export const startTls = (identity: Identity, options?: TlsOptions): Step => ({
  do: 'start-tls',
  identity,
  ...(options && { options }),
});
export const close: Step = { do: 'close' };
export const reset: Step = { do: 'reset' };
/** Keeps the connection open and says nothing more. */
export const stall: Step = { do: 'stall' };
/** Answers lines until the client goes away. */
export const answer = (...rules: readonly Rule[]): Step => ({ do: 'answer', rules });

/** A server that accepts everything; rules given to `answer` before these change it. */
export const obliging: readonly Rule[] = [
  [/^EHLO /, '250-scripted.example\r\n250-SIZE 10485760\r\n250-AUTH PLAIN\r\n250 ENHANCEDSTATUSCODES'],
  [/^HELO /, '250 scripted.example'],
  [/^AUTH PLAIN /, '235 2.7.0 Accepted'],
  [/^MAIL FROM:/, '250 2.1.0 Ok'],
  [/^RCPT TO:/, '250 2.1.5 Ok'],
  [/^RSET$/, '250 2.0.0 Ok'],
  [/^QUIT$/, [say('221 2.0.0 Bye'), close]],
];

export interface ScriptedSmtp {
  readonly port: number;
  /** The lines each connection sent, in order of connecting; the subject of a client certificate is one, too. */
  readonly received: readonly (readonly string[])[];
  /** Connections that are open now. */
  openConnections(): Promise<number>;
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Starts a server on loopback that follows a script: the same for every connection, or one for each.
 * A step that fails because the client went away ends that connection only.
 */
export const startScriptedSmtp = async (
  script: readonly Step[] | ((connection: number) => readonly Step[]),
  host = '127.0.0.1',
): Promise<ScriptedSmtp> => {
  const received: string[][] = [];
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => sockets.delete(socket));
    const lines: string[] = [];
    const steps = typeof script === 'function' ? script(received.length) : script;
    received.push(lines);
    const connection = new ScriptedConnection(socket, lines);
    void connection.run(steps).then(
      () => socket.end(),
      () => socket.destroy(),
    );
  });
  server.listen(0, host);
  await once(server, 'listening');

  return {
    // An IP socket's address is never a path.
    port: (server.address() as AddressInfo).port,
    received,
    openConnections: () => new Promise((resolve) => server.getConnections((_error, count) => resolve(count))),
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
};

class ScriptedConnection {
  readonly #raw: Socket;
  #socket: Socket;
  #buffered = '';
  readonly #lines: string[];
  #wake: (() => void) | undefined;

  constructor(socket: Socket, lines: string[]) {
    this.#raw = socket;
    this.#socket = socket;
    this.#lines = lines;
    this.#listen();
  }

  async run(steps: readonly Step[]): Promise<void> {
    for (const step of steps) await this.#perform(step);
  }

  async #perform(step: Step): Promise<void> {
    switch (step.do) {
      case 'send':
        return void this.#socket.write(step.bytes);
      case 'drip':
        for (const byte of step.bytes) {
          this.#socket.write(byte);
          await this.#pause(step.everyMs);
        }
        return;
      case 'send-forever':
        while (!this.#socket.destroyed) {
          if (!this.#socket.write(step.bytes)) await once(this.#socket, 'drain');
        }
        return;
      case 'expect': {
        const line = await this.#readLine();
        if (!step.line.test(line)) throw new Error(`expected ${step.line}, got '${line}'`);
        return;
      }
      case 'wait':
        await step.until;
        return;
      case 'tell':
        return step.listener();
      case 'start-tls':
        return this.#startTls(step.identity, step.options);
      case 'answer':
        while (!this.#socket.writableEnded) await this.#answer(await this.#readLine(), step.rules);
        return;
      case 'close':
        return void this.#socket.end();
      case 'reset':
        return void this.#raw.resetAndDestroy();
      case 'stall':
        await once(this.#socket, 'close');
    }
  }

  async #answer(line: string, rules: readonly Rule[]): Promise<void> {
    const rule = rules.find(([pattern]) => pattern.test(line));
    const [, reply = '500 5.5.2 The script has no answer'] = rule ?? [];
    await (typeof reply === 'string' ? this.#perform(say(reply)) : this.run(reply));
  }

  async #startTls({ key, cert }: Identity, options: TlsOptions = {}): Promise<void> {
    this.#socket.off('data', this.#onData);
    const secureContext = createSecureContext({ key, cert, ...options });
    const secured = new TLSSocket(this.#socket, { isServer: true, secureContext, requestCert: true });
    secured.on('error', () => undefined);
    this.#socket = secured;
    this.#listen();
    await once(secured, 'secure');
    const client = secured.getPeerX509Certificate();
    if (client !== undefined) this.#lines.push(`client certificate ${client.subject}`);
  }

  #listen(): void {
    this.#socket.on('data', this.#onData);
    this.#socket.once('close', () => this.#wake?.());
  }

  readonly #onData = (bytes: Buffer): void => {
    this.#buffered += bytes.toString('latin1');
    this.#wake?.();
  };

  async #readLine(): Promise<string> {
    while (!this.#buffered.includes('\n')) {
      if (this.#socket.destroyed) throw new Error('the client is gone');
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#wake = resolve;
      await promise;
    }
    const end = this.#buffered.indexOf('\n');
    const line = this.#buffered.slice(0, end).replace(/\r$/, '');
    this.#buffered = this.#buffered.slice(end + 1);
    this.#lines.push(line);
    return line;
  }

  async #pause(ms: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, ms);
    this.#socket.once('close', resolve);
    await promise;
    clearTimeout(timer);
    this.#socket.off('close', resolve);
    if (this.#socket.destroyed) throw new Error('the client is gone');
  }
}

import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { connect as connectTls, type TLSSocket } from 'node:tls';

/** A conversation with a mail server, one line at a time, as a person with telnet would hold it. */
export interface Dialogue {
  readonly socket: Socket;
  /** The server's next reply, all its lines; `null` when it hung up instead. */
  read(): Promise<string | null>;
  /** Sends a line and reads the reply. */
  say(line: string): Promise<string | null>;
  /** Goes on encrypted; fulfilled with the far side's certificate in use. */
  startTls(): Promise<Dialogue & { readonly socket: TLSSocket }>;
}

/** Connects to a port of 127.0.0.1; `tls` encrypts from the first byte. Certificates are not judged here. */
export const openDialogue = async (port: number, { tls = false } = {}): Promise<Dialogue> => {
  const socket = tls
    ? connectTls({ host: '127.0.0.1', port, rejectUnauthorized: false })
    : connect({ host: '127.0.0.1', port });
  await once(socket, tls ? 'secureConnect' : 'connect');
  return converse(socket);
};

/** Greets, says EHLO and returns the dialogue together with what EHLO was answered. */
export const greet = async (port: number): Promise<{ dialogue: Dialogue; capabilities: string }> => {
  const dialogue = await openDialogue(port);
  await dialogue.read();
  return { dialogue, capabilities: (await dialogue.say('EHLO client.example')) ?? '' };
};

/** The initial response of AUTH PLAIN (RFC 4616). */
export const plainLogin = (user: string, password: string): string =>
  `AUTH PLAIN ${Buffer.from(`\0${user}\0${password}`).toString('base64')}`;

const converse = <Kind extends Socket>(socket: Kind): Dialogue & { readonly socket: Kind } => {
  socket.on('error', () => socket.destroy());
  const lines = createInterface({ input: socket })[Symbol.asyncIterator]();

  const read = async (): Promise<string | null> => {
    const reply: string[] = [];
    for (;;) {
      const { value, done } = await lines.next();
      if (done === true) return reply.length === 0 ? null : reply.join('\n');
      reply.push(value);
      if (!/^\d{3}-/.test(value)) return reply.join('\n');
    }
  };

  return {
    socket,
    read,
    say: (line) => {
      socket.write(`${line}\r\n`);
      return read();
    },
    startTls: async () => {
      const secured = connectTls({ socket, rejectUnauthorized: false });
      await once(secured, 'secureConnect');
      return converse(secured);
    },
  };
};

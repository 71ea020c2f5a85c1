import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** Where the line breaks the first time a mail for that recipient comes by. */
type Break = 'at-rcpt' | 'after-data';

export interface CountingRelay {
  readonly port: number;
  /** Copies that were accepted, by recipient. */
  readonly copies: ReadonlyMap<string, number>;
  /** How many sessions it held, and how many of them it broke. */
  readonly sessions: { held: number; broken: number };
}

/** Takes thousands of mails and counts them, until the test ends; some sessions it drops, as a server on its last legs. */
export const startCountingRelay = async (
  breaks: (recipient: string) => Break | undefined = () => undefined,
  /** How long it thinks before it takes a mail, so that a run of the queue can be met. */
  slowMs = 0,
): Promise<CountingRelay> => {
  const copies = new Map<string, number>();
  const sessions = { held: 0, broken: 0 };
  const broken = new Set<string>();
  const sockets = new Set<Socket>();
  const drop = (socket: Socket): void => {
    sessions.broken += 1;
    socket.destroy();
  };
  const breaksNow = (recipient: string, at: Break): boolean => {
    if (breaks(recipient) !== at || broken.has(recipient)) return false;
    broken.add(recipient);
    return true;
  };
  const server = createServer({ noDelay: true }, (socket) => {
    sessions.held += 1;
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => sockets.delete(socket));
    let recipients: string[] = [];
    let isBody = false;
    const takeBody = (line: string): string => {
      if (line !== '.') return '';
      isBody = false;
      for (const recipient of recipients) copies.set(recipient, (copies.get(recipient) ?? 0) + 1);
      if (recipients.some((recipient) => breaksNow(recipient, 'after-data'))) drop(socket);
      return '250 2.0.0 Queued\r\n';
    };
    const takeRecipient = (recipient: string): string => {
      if (breaksNow(recipient, 'at-rcpt')) drop(socket);
      recipients.push(recipient);
      return '250 2.1.5 Ok\r\n';
    };
    const takeCommand = (line: string): string => {
      const [, recipient] = /^RCPT TO:<([^>]*)>/i.exec(line) ?? [];
      if (recipient !== undefined) return takeRecipient(recipient);
      switch (line.slice(0, 4).toUpperCase()) {
        case 'DATA':
          isBody = true;
          return '354 Go on\r\n';
        case 'EHLO':
          return '250-relay.example\r\n250 8BITMIME\r\n';
        case 'QUIT':
          return '221 2.0.0 Bye\r\n';
        default:
          recipients = [];
          return '250 2.1.0 Ok\r\n';
      }
    };
    const say = (reply: string, delayMs: number): void => {
      const write = () => socket.writable && socket.write(reply);
      if (delayMs === 0) write();
      else setTimeout(write, delayMs);
    };
    let buffered = '';
    socket.on('data', (bytes: Buffer) => {
      const lines = (buffered + bytes.toString('latin1')).split('\r\n');
      buffered = lines.pop() ?? '';
      for (const line of lines) {
        const delayMs = isBody ? slowMs : 0;
        const reply = isBody ? takeBody(line) : takeCommand(line);
        if (reply === '') continue;
        say(reply, delayMs);
      }
    });
    socket.write('220 relay.example ESMTP\r\n');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, 'close');
  });
  // An IP socket's address is never a path.
  return { port: (server.address() as AddressInfo).port, copies, sessions };
};

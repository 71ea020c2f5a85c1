import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';

/** What a monitored server holds against a client (fail2ban's postfix filter, mode aggressive). */
export type Offence =
  /** A byte before the greeting: postscreen's PREGREET, smtpd's "improper command pipelining after CONNECT". */
  | 'early-talk'
  /** Gone without QUIT: HANGUP, "lost connection after". */
  | 'hang-up'
  /** A command before the reply to the one before, without PIPELINING having been offered. */
  | 'pipelining';

export interface WatchfulSmtp {
  readonly port: number;
  readonly offences: readonly Offence[];
  /** Sessions that ended as they should. */
  readonly goodSessions: () => number;
  [Symbol.asyncDispose](): Promise<void>;
}

/** A mail server that greets late, as postscreen does, accepts everything, and counts bad manners. */
export const startWatchfulSmtp = async (greetAfterMs: number): Promise<WatchfulSmtp> => {
  const offences: Offence[] = [];
  const sockets = new Set<Socket>();
  let good = 0;
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    let isGreeted = false;
    let hasQuit = false;
    const greeting = setTimeout(() => {
      isGreeted = true;
      socket.write('220 relay.acme.example ESMTP\r\n');
    }, greetAfterMs);
    socket.on('error', () => undefined);
    socket.on('data', (bytes) => {
      if (!isGreeted) offences.push('early-talk');
      const lines = bytes.toString('latin1').split('\r\n').slice(0, -1);
      if (lines.length > 1) offences.push('pipelining');
      const [line = ''] = lines;
      hasQuit ||= line === 'QUIT';
      if (hasQuit) socket.end('221 2.0.0 Bye\r\n');
      else
        socket.write(line.startsWith('EHLO') ? '250-relay.acme.example\r\n250 SIZE 10485760\r\n' : '250 2.0.0 Ok\r\n');
    });
    socket.on('close', () => {
      clearTimeout(greeting);
      sockets.delete(socket);
      if (hasQuit) good += 1;
      else offences.push('hang-up');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    // An IP socket's address is never a path.
    port: (server.address() as AddressInfo).port,
    offences,
    goodSessions: () => good,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
};

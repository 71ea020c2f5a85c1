import { holdDialogue, startRawServer } from './raw-server.ts';
import type { DemoPort } from './relay-server.ts';

/** A server that takes sender and recipient and hangs up instead of answering DATA. */
export const startDroppingServer = (): Promise<DemoPort> =>
  startRawServer((socket) =>
    holdDialogue(socket, '220 mail.demo.example ESMTP\r\n', (line) => {
      const verb = line.slice(0, 4).toUpperCase();
      if (verb === 'DATA') return null;
      if (verb === 'EHLO') return '250-mail.demo.example\r\n250 8BITMIME\r\n';
      if (verb === 'QUIT') return '221 2.0.0 Bye\r\n';
      return '250 2.1.0 OK\r\n';
    }),
  );

import { holdDialogue, startRawServer } from './raw-server.ts';
import type { DemoPort } from './relay-server.ts';
import { replies } from './replies.ts';

/** What Google puts, in base64, behind the 334 that refuses a token (developers.google.com/workspace/gmail/imap/xoauth2-protocol). */
const tokenError = { status: '400', schemes: 'Bearer', scope: 'https://mail.google.com/' };

const explanation = `334 ${Buffer.from(JSON.stringify(tokenError)).toString('base64')}\r\n`;
const answers: Readonly<Record<string, string>> = {
  EHLO: '250-mail.demo.example\r\n250-8BITMIME\r\n250 AUTH XOAUTH2\r\n',
  HELO: '250 mail.demo.example\r\n',
  AUTH: explanation,
  MAIL: `530 ${replies.authenticationRequired.text}\r\n`,
  RSET: '250 2.0.0 OK\r\n',
  NOOP: '250 2.0.0 OK\r\n',
  QUIT: '221 2.0.0 Bye\r\n',
};

/** A server that offers XOAUTH2 alone and refuses every token: 334 with a reason, 535 after the client's empty line. */
export const startXoauth2RefusingServer = (): Promise<DemoPort> =>
  startRawServer((socket) => {
    let explained = false;
    holdDialogue(socket, '220 mail.demo.example ESMTP\r\n', (line) => {
      if (explained) {
        explained = false;
        return `535 ${replies.badLogin.text}\r\n`;
      }
      const answer = answers[line.slice(0, 4).toUpperCase()] ?? '503 5.5.1 Bad sequence of commands\r\n';
      explained = answer === explanation;
      return answer;
    });
  });

import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { expect, test, vi } from 'vitest';
import { startJanitor } from '../../../source/demo/janitor/janitor.ts';
import { behaviours } from '../../../source/demo/smtp/behaviours.ts';
import { reserveClosedPort } from '../../../source/demo/smtp/closed-port.ts';
import { startDemoMailServers } from '../../../source/demo/smtp/zoo.ts';
import { greet, openDialogue } from './dialogue.ts';
import { demoCertificates, startBehaviour } from './start-behaviour.ts';

/** `listening`, or the code of the error that listening on this port ends with. */
const listenOn = async (port: number): Promise<string> => {
  const server = createServer();
  server.listen(port, '127.0.0.1');
  const outcome = await once(server, 'listening').then(
    () => 'listening',
    (error: NodeJS.ErrnoException) => error.code ?? error.message,
  );
  server.close();
  return outcome;
};

test('a closed port refuses connections and nobody else can take it', async () => {
  const { port } = await startBehaviour('closed');
  const attempt = connect({ host: '127.0.0.1', port });
  await expect(once(attempt, 'connect')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  expect(await listenOn(port)).toBe('EADDRINUSE');
});

test('a closed port that is given back can be listened on', async () => {
  // Another test's server may take the port before we do: then with another one.
  await vi.waitFor(
    async () => {
      const closed = await reserveClosedPort();
      await closed.close();
      expect(await listenOn(closed.port)).toBe('listening');
    },
    { timeout: 10_000 },
  );
});

test('a mute server takes the connection and what is said, and is silent', async () => {
  const { port } = await startBehaviour('mute');
  const dialogue = await openDialogue(port);
  const heard: Buffer[] = [];
  dialogue.socket.on('data', (chunk: Buffer) => heard.push(chunk));
  await new Promise<void>((resolve) => dialogue.socket.write('EHLO client.example\r\n', () => resolve()));
  expect(dialogue.socket.readyState).toBe('open');
  expect(heard).toEqual([]);
});

test('drops-mid-session takes sender and recipient and hangs up at DATA', async () => {
  const { port } = await startBehaviour('drops-mid-session');
  const { dialogue } = await greet(port);
  expect(await dialogue.say('MAIL FROM:<a@acme.example>')).toMatch(/^250 /);
  expect(await dialogue.say('RCPT TO:<b@customer.example>')).toMatch(/^250 /);
  expect(await dialogue.say('DATA')).toBeNull();
});

test('the zoo gives every behaviour a port of its own', async () => {
  const janitor = await startJanitor();
  const zoo = await startDemoMailServers({ certificates: await demoCertificates(), janitor, deliver: () => undefined });
  const ports = Object.keys(behaviours).map((name) => zoo.smtpPort(name));
  await zoo.close();
  await janitor.close();
  expect(new Set(ports).size).toBe(Object.keys(behaviours).length);
  expect(() => zoo.smtpPort('friendly')).toThrow(/'friendly'/);
});

import { expect, test } from 'vitest';
import { openSessions } from '../../../source/checks/measure/smtp-sessions.ts';
import { answer, obliging, say, startScriptedSmtp, tell } from '../../support/scripted-smtp.ts';
import { openSickWorld } from '../../support/sick-world.ts';

test('a server is met while the queue is still being read', async () => {
  const { promise: loggedIn, resolve: logIn } = Promise.withResolvers<void>();
  await using server = await startScriptedSmtp([
    say('220 scripted.example ESMTP'),
    answer([/^AUTH PLAIN /, [tell(logIn), say('235 2.7.0 Accepted'), answer(...obliging)]], ...obliging),
  ]);
  const world = await openSickWorld({ series: 18, scenario: 'healthy' });
  await world.database.query(
    `update ir_mail_server set smtp_host = '127.0.0.1', smtp_port = ${server.port}, smtp_encryption = 'none'`,
  );
  const context = await world.checkContext();
  const { promise: queueMayBeRead, resolve: letRead } = Promise.withResolvers<void>();
  const readQueue = () => context.once(openSickWorld, () => queueMayBeRead.then(context.readQueue));

  const sessions = openSessions({ ...context, readQueue });
  await loggedIn;
  letRead();
  const [session, ...others] = await sessions;

  expect(session?.report.senders.map(({ outcome }) => outcome.kind)).toContain('accepted');
  expect(server.received.flat().filter((line) => line.startsWith('MAIL FROM')).length).toBeGreaterThan(0);
  expect(server.received).toHaveLength(1 + others.length);
});

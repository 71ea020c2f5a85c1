import { expect, test } from 'vitest';
import { NotPermittedError } from '../../source/domain/database/not-permitted-error.ts';
import { readingRightsHint } from '../../source/domain/database/reading-rights.ts';
import { UserError } from '../../source/domain/errors.ts';
import { explainLoss } from '../../source/queue/explain-loss.ts';
import { toProbeError } from '../../source/services/postgres/postgres-failures.ts';
import { createDemoDatabase } from '../support/postgres.ts';
import { openSession } from '../support/session.ts';

const fromServer = (code: string, message: string): Error =>
  toProbeError(Object.assign(new Error(message), { code }), "database 'acme'");

test.each([
  [
    'a table that PostgreSQL refuses',
    fromServer('42501', 'permission denied for table mail_mail'),
    readingRightsHint,
    'refused',
  ],
  [
    'a refusal that was explained',
    new NotPermittedError('the queue', 'acme', { cause: fromServer('42501', 'permission denied') }),
    readingRightsHint,
    'refused',
  ],
  ['a table that is gone', fromServer('42P01', 'relation "mail_mail" does not exist'), undefined, 'refused'],
  ['a server that starts', fromServer('57P03', 'the database system is starting up'), undefined, 'unreachable'],
  ['what brings its own advice', new UserError('No such database.', 'Use -d NAME.'), 'Use -d NAME.', 'unreachable'],
  ['a lock that somebody holds', fromServer('55P03', 'canceling statement due to lock timeout'), undefined, 'locked'],
  [
    'a statement that took too long',
    fromServer('57014', 'canceling statement due to statement timeout'),
    undefined,
    'unread',
  ],
  ['a server that says nothing any more', toProbeError(new Error('Query read timeout'), 'acme'), undefined, 'silent'],
  ['a connection that breaks', toProbeError(new Error('Connection terminated'), 'acme'), undefined, 'unreachable'],
])('the advice for %s', (_name, error, tryThis, loss) => {
  expect(explainLoss(error)).toEqual({ reason: error.message, tryThis, loss });
});

test.each([
  ['psql', 'The queue cannot be read: mail_mail is locked by process 4711 (psql).'],
  ['', 'The queue cannot be read: mail_mail is locked by process 4711.'],
])('whose lock it is that everybody waits for: %j', (applicationName, reason) => {
  const error = fromServer('55P03', 'canceling statement due to lock timeout');
  expect(explainLoss(error, { table: 'mail_mail', pid: 4711, applicationName })).toMatchObject({ reason });
});

test('a right that is taken away while the queue is watched is told with what gives it back', async () => {
  const database = await createDemoDatabase();
  const session = openSession(database.dsn);
  await session.query('select id from mail_mail limit 1');
  await database.query('revoke select on mail_mail from current_user');
  const error: unknown = await session.query('select id from mail_mail limit 1').catch((reason: unknown) => reason);
  expect(explainLoss(error)).toMatchObject({ tryThis: readingRightsHint, loss: 'refused' });
});

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
    true,
  ],
  [
    'a refusal that was explained',
    new NotPermittedError('the queue', 'acme', { cause: fromServer('42501', 'permission denied') }),
    readingRightsHint,
    true,
  ],
  ['a table that is gone', fromServer('42P01', 'relation "mail_mail" does not exist'), undefined, true],
  ['a server that starts', fromServer('57P03', 'the database system is starting up'), undefined, false],
  ['what brings its own advice', new UserError('No such database.', 'Use -d NAME.'), 'Use -d NAME.', false],
])('the advice for %s', (_name, error, tryThis, isRefused) => {
  expect(explainLoss(error)).toEqual({ reason: error.message, tryThis, isRefused });
});

test('a right that is taken away while the queue is watched is told with what gives it back', async () => {
  const database = await createDemoDatabase();
  const session = openSession(database.dsn);
  await session.query('select id from mail_mail limit 1');
  await database.query('revoke select on mail_mail from current_user');
  const error: unknown = await session.query('select id from mail_mail limit 1').catch((reason: unknown) => reason);
  expect(explainLoss(error)).toMatchObject({ tryThis: readingRightsHint, isRefused: true });
});

import { expect, test } from 'vitest';
import { UserError } from '../../../source/domain/errors.ts';
import { PostgresSession } from '../../../source/services/postgres/postgres-session.ts';
import { ConnectionLostError, SqlError } from '../../../source/services/postgres/sql-error.ts';
import { createEmptyDatabase } from '../../support/postgres.ts';
import { openSession } from '../../support/session.ts';

const backendPid = async (session: PostgresSession): Promise<number> => {
  const [row] = await session.query<{ pid: number }>('select pg_backend_pid() as pid');
  return row?.pid ?? 0;
};

test('the server itself refuses to write', async () => {
  const { dsn } = await createEmptyDatabase();
  const session = openSession(dsn);
  const writing = session.query('create table mischief (n int)');
  await expect(writing).rejects.toBeInstanceOf(SqlError);
  await expect(writing).rejects.toMatchObject({ code: '25006', message: expect.stringContaining('read-only') });
});

test('naive timestamps are UTC and counts are numbers', async () => {
  const session = openSession((await createEmptyDatabase()).dsn);
  const [row] = await session.query<{ at: Date; mails: number }>(
    "select timestamp '2026-11-24 09:12:00.5' as at, count(*) as mails from generate_series(1, 3)",
  );
  expect(row).toEqual({ at: new Date('2026-11-24T09:12:00.500Z'), mails: 3 });
});

test('an aborted statement is ended at the server, and the session goes on', async () => {
  const database = await createEmptyDatabase();
  const session = openSession(database.dsn);
  const abort = new AbortController();
  const sleeping = session.query('select pg_sleep(600)', [], { signal: abort.signal, timeoutMs: 600_000 });
  const ended = expect(sleeping).rejects.toThrow('enough');
  const isAsleep = `select from pg_stat_activity where datname = current_database() and query like '%pg_sleep(600)%'
    and pid <> pg_backend_pid() and state = 'active'`;
  while ((await database.query(isAsleep)).length === 0);
  abort.abort(new Error('enough'));
  await ended;
  while ((await database.query(isAsleep)).length > 0);
  expect(await session.query('select 1 as one')).toEqual([{ one: 1 }]);
});

test('a cancellation that comes when its statement has ended does not hit the next one', async () => {
  const session = openSession((await createEmptyDatabase()).dsn);
  await session.query('select 1');
  const abort = new AbortController();
  const short = session.query('select 1', [], { signal: abort.signal });
  // The statement is on its way; the request to end it needs a connection first.
  setImmediate(() => abort.abort(new Error('enough')));
  await short.catch(() => undefined);
  expect(await session.query('select 2 as two, pg_sleep(0.3)')).toMatchObject([{ two: 2 }]);
});

test('a statement whose signal was aborted while it waited for a connection is not sent', async () => {
  const session = openSession((await createEmptyDatabase()).dsn);
  const abort = new AbortController();
  const asked = session.query('select pg_sleep(60)', [], { signal: abort.signal, timeoutMs: 60_000 });
  abort.abort(new Error('enough'));
  await expect(asked).rejects.toThrow('enough');
});

test('a statement that takes too long is ended with a sentence', async () => {
  const session = openSession((await createEmptyDatabase()).dsn);
  const slow = session.query('select pg_sleep(60)', [], { timeoutMs: 50 });
  await expect(slow).rejects.toMatchObject({ code: '57014', message: expect.stringContaining('took too long') });
});

test('a statement that somebody cancelled is not said to have taken too long', async () => {
  const database = await createEmptyDatabase();
  const session = openSession(database.dsn);
  const ended = session.query('select pg_sleep(61)', [], { timeoutMs: 60_000 });
  const told = expect(ended).rejects.toMatchObject({
    code: '57014',
    message: expect.stringMatching(/somebody ended the statement \(/),
  });
  const cancel = `select pg_cancel_backend(pid) from pg_stat_activity
    where datname = current_database() and query like '%pg_sleep(61)%' and pid <> pg_backend_pid() and state = 'active'`;
  while ((await database.query(cancel)).length === 0);
  await told;
});

test('a connection that an administrator ended is told as lost, and the next statement opens another', async () => {
  const database = await createEmptyDatabase();
  const session = openSession(database.dsn);
  const lost = expect(session.query('select pg_sleep(60)', [], { timeoutMs: 60_000 })).rejects.toBeInstanceOf(
    ConnectionLostError,
  );
  const kill = `select pg_terminate_backend(pid) as killed from pg_stat_activity
    where datname = current_database() and query like '%pg_sleep(60)%' and pid <> pg_backend_pid() and state = 'active'`;
  while ((await database.query(kill)).length === 0);
  await lost;
  expect(await backendPid(session)).toBeGreaterThan(0);
});

test('statements at the same time use connections of their own, up to the size', async () => {
  const session = openSession((await createEmptyDatabase()).dsn);
  const asked = Array.from({ length: 8 }, () =>
    session.query<{ pid: number }>('select pg_backend_pid() as pid, pg_sleep(0.02)'),
  );
  const pids = (await Promise.all(asked)).map(([row]) => row?.pid);
  expect(new Set(pids).size).toBe(3);
});

test('statements one after the other share one connection, which says who we are', async () => {
  const session = openSession((await createEmptyDatabase()).dsn);
  await session.describeConnection();
  const pids = new Set<number>();
  for (let turn = 0; turn < 5; turn += 1) pids.add(await backendPid(session));
  expect(pids.size).toBe(1);
  const named = `select application_name from pg_stat_activity where pid = ${[...pids].join()}`;
  expect(await session.query(named)).toEqual([{ application_name: 'odoo-mail-doctor' }]);
});

test('what cannot be connected to says so in the words of the connection', async () => {
  const refusal = new UserError('PostgreSQL at nowhere refused the connection.');
  const session = new PostgresSession(() => Promise.reject(refusal), { name: 'nowhere' });
  await expect(session.query('select 1')).rejects.toBe(refusal);
});

test('a closed session answers no more', async () => {
  const session = openSession((await createEmptyDatabase()).dsn);
  await session.query('select 1');
  await session.close();
  await expect(session.query('select 1')).rejects.toThrow('closed');
});

test('a server that hangs cannot keep us from ending', async () => {
  const session = openSession((await createEmptyDatabase()).dsn);
  const pid = await backendPid(session);
  process.kill(pid, 'SIGSTOP');
  try {
    await session.close();
  } finally {
    process.kill(pid, 'SIGCONT');
  }
});

test('an answer of many rows is taken in pieces, whole and in its order', async () => {
  const session = openSession((await createEmptyDatabase()).dsn);
  const pieces: number[] = [];
  const taken: number[] = [];
  await session.queryInPieces<{ n: number }>(
    'select n from generate_series($1::int, $2::int) n order by n desc',
    [1, 4_500],
    (rows) => {
      pieces.push(rows.length);
      for (const { n } of rows) taken.push(n);
    },
  );
  expect(pieces.length).toBeGreaterThan(2);
  expect(taken).toEqual(Array.from({ length: 4_500 }, (_, place) => 4_500 - place));
  await expect(session.queryInPieces('select 1 / 0', [], () => undefined)).rejects.toMatchObject({ code: '22012' });
  expect(await session.query('select 1 as n')).toEqual([{ n: 1 }]);
});

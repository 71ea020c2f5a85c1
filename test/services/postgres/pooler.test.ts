import { setTimeout } from 'node:timers/promises';
import { Client } from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { runQueue } from '../../../source/cli/verbs/queue.ts';
import { ConnectionLostError } from '../../../source/services/postgres/sql-error.ts';
import { captureContext } from '../../support/command-context.ts';
import { startPooler } from '../../support/pooler.ts';
import { createEmptyDatabase } from '../../support/postgres.ts';
import { openSession } from '../../support/session.ts';

const modes = ['session', 'transaction', 'statement'] as const;

test.each(modes)('a pooler in %s mode is recognised, and PostgreSQL behind it', async (mode) => {
  const { name, dsn } = await createEmptyDatabase();
  const pooler = await startPooler({ mode, databases: [name] });

  expect(await openSession(pooler.dsn(name)).describeConnection()).toEqual({
    pooler: mode,
    standby: false,
    serverPort: Number(new URL(dsn).port),
    serverAddress: '127.0.0.1',
    primary: null,
  });
});

test('a pool of one is recognised as well', async () => {
  const { name } = await createEmptyDatabase();
  for (const mode of ['session', 'transaction'] as const) {
    const pooler = await startPooler({ mode, databases: [name], size: 1 });
    expect(await openSession(pooler.dsn(name)).describeConnection()).toMatchObject({ pooler: mode });
  }
});

test.each([1, 2, 3, 4, 5])('a pool of %i whose connections are lent in turn is recognised as well', async (size) => {
  const { name } = await createEmptyDatabase();
  for (const mode of ['session', 'transaction'] as const) {
    const pooler = await startPooler({ mode, databases: [name], size, inTurn: true });
    expect(await openSession(pooler.dsn(name)).describeConnection()).toMatchObject({ pooler: mode });
  }
});

test('PostgreSQL itself is no pooler', async () => {
  const { dsn } = await createEmptyDatabase();
  expect(await openSession(dsn).describeConnection()).toMatchObject({ pooler: 'none', serverAddress: null });
});

test('only on PostgreSQL itself our connections carry our name while they rest', async () => {
  const database = await createEmptyDatabase();
  const session = openSession(database.dsn);
  await session.query('select 1');
  const names = await database.query(
    'select application_name from pg_stat_activity where datname = current_database()',
  );
  expect(names).toContainEqual({ application_name: 'odoo-mail-doctor' });
});

test.each(['session', 'transaction'] as const)('an aborted statement leaves a %s pool as it was', async (mode) => {
  const { name } = await createEmptyDatabase();
  const pooler = await startPooler({ mode, databases: [name] });
  const before = await pooler.inspect();
  const session = openSession(pooler.dsn(name));
  const abort = new AbortController();
  const asleep = session.query('select pg_sleep(600)', [], { signal: abort.signal, timeoutMs: 600_000 });
  const began = performance.now();
  abort.abort(new Error('enough'));
  await expect(asleep).rejects.toThrow('enough');
  await session.close();
  expect(performance.now() - began).toBeLessThan(5_000);
  expect(await pooler.inspect()).toEqual(before);
});

test('a pooler without a free server connection ends a run at its deadline, with a sentence', async () => {
  const { name } = await createEmptyDatabase();
  const pooler = await startPooler({ mode: 'transaction', databases: [name], size: 0 });
  const { context } = captureContext({ dsn: pooler.dsn(name), deadline: 1, timeout: 10 });
  const began = performance.now();
  const asking = runQueue(context, {});
  await expect(asking).rejects.toBeInstanceOf(ConnectionLostError);
  await expect(asking).rejects.toThrow('the pooler has no free server connection');
  expect(performance.now() - began).toBeLessThan(4_000);
});

test('an interruption is heard while the first statement waits for its answer', async () => {
  const { name } = await createEmptyDatabase();
  const pooler = await startPooler({ mode: 'transaction', databases: [name], size: 0 });
  const abort = new AbortController();
  const { context } = captureContext({ dsn: pooler.dsn(name) }, { signal: abort.signal });
  const asking = runQueue(context, {});
  void setTimeout(200).then(() => abort.abort(new Error('stopped by SIGINT')));
  await expect(asking).rejects.toThrow('stopped by SIGINT');
});

test('a transaction of somebody else on the only connection is waited for', async () => {
  const { name } = await createEmptyDatabase();
  const pooler = await startPooler({ mode: 'transaction', databases: [name], size: 1 });
  const other = new Client({ connectionString: pooler.dsn(name) });
  await other.connect();
  onTestFinished(() => other.end());
  await other.query('begin');
  const asked = openSession(pooler.dsn(name)).query('select 1 as one');
  await other.query('commit');
  expect(await asked).toEqual([{ one: 1 }]);
});

import { Client } from 'pg';
import { describe, expect, onTestFinished, test } from 'vitest';
import {
  endReading,
  readInTransaction,
  readTogether,
  withoutTransaction,
} from '../../../source/services/postgres/read-transaction.ts';
import { createEmptyDatabase } from '../../support/postgres.ts';

const limits = { statementTimeoutMs: 4_000, lockTimeoutMs: 2_000, answerTimeoutMs: 10_000 };

/** A connection, and the messages that were sent on it. */
const connect = async (): Promise<{ readonly client: Client; readonly sent: string[] }> => {
  const client = new Client({ connectionString: (await createEmptyDatabase()).dsn });
  await client.connect();
  onTestFinished(() => client.end());
  const sent: string[] = [];
  const query: (...given: readonly unknown[]) => unknown = client.query.bind(client);
  Object.assign(client, {
    query(...given: readonly unknown[]) {
      sent.push((given[0] as { readonly text: string }).text);
      return query(...given);
    },
  });
  return { client, sent };
};

const whatIsSet = `select name, setting from pg_settings where name in ('transaction_read_only', 'statement_timeout',
  'lock_timeout', 'idle_in_transaction_session_timeout', 'application_name', 'TimeZone', 'DateStyle', 'jit',
  'max_parallel_workers_per_gather') order by name`;

describe.each([true, false])('a transaction that is begun and ended at once: %s', (atOnce) => {
  test('sets what the statement needs, and nothing of it stays', async () => {
    const { client } = await connect();
    const { rows: before } = await client.query(whatIsSet);
    const within = await readInTransaction<{ name: string; setting: string }>(client, {
      text: whatIsSet,
      values: [],
      ...limits,
      atOnce,
    });
    expect(Object.fromEntries(within.map(({ name, setting }) => [name, setting]))).toEqual({
      application_name: 'odoo-mail-doctor',
      DateStyle: expect.stringMatching(/^ISO/),
      idle_in_transaction_session_timeout: '10000',
      jit: 'off',
      lock_timeout: '2000',
      max_parallel_workers_per_gather: '0',
      statement_timeout: '4000',
      TimeZone: 'UTC',
      transaction_read_only: 'on',
    });
    await endReading(client, 10_000);
    expect(client.getTransactionStatus()).toBe('I');
    expect((await client.query(whatIsSet)).rows).toEqual(before);
  });

  test('finds tables of public where the path of the role leaves it out', async () => {
    const { client } = await connect();
    await client.query('create table public.mails (n int)');
    for (const path of ['pg_catalog', "''", 'public']) {
      await client.query(`set search_path = ${path}`);
      const rows = await readInTransaction(client, { text: 'select n from mails', values: [], ...limits, atOnce });
      await endReading(client, 10_000);
      expect(rows).toEqual([]);
    }
  });

  test('is over after an error, too', async () => {
    const { client } = await connect();
    const asked = readInTransaction(client, { text: 'select 1 / $1::int', values: [0], ...limits, atOnce });
    const error = await asked.catch((failure: unknown) => failure);
    expect(error).toMatchObject({ code: '22012' });
    await endReading(client, 10_000, error);
    expect(client.getTransactionStatus()).toBe('I');
  });

  test('ends what takes longer than the limit', async () => {
    const { client } = await connect();
    const asleep = { text: 'select pg_sleep(60)', values: [], ...limits, statementTimeoutMs: 100, atOnce };
    await expect(readInTransaction(client, asleep)).rejects.toMatchObject({ code: '57014' });
  });

  test('gives the rows of each of several statements', async () => {
    const { client } = await connect();
    const texts = ['select 1 as one -- a remark', 'select 2 as two where false', 'select 3 as three'];
    expect(await readTogether(client, { texts, ...limits, atOnce })).toEqual([[{ one: 1 }], [], [{ three: 3 }]]);
  });
});

test('a short statement is one message, and none follows', async () => {
  const { client, sent } = await connect();
  const reading = { text: 'select $1::int as n', values: [7], ...limits, atOnce: true };
  expect(await readInTransaction(client, reading)).toEqual([{ n: 7 }]);
  await endReading(client, 10_000);
  expect(sent.map(withoutTransaction)).toEqual(['select (7)::int as n']);
});

test.each([
  ['that is not plain', "'; drop table mail_mail; --"],
  ['that is long', 'a'.repeat(10_000)],
])('a value %s travels apart from the text', async (_what, value) => {
  const { client, sent } = await connect();
  const reading = { text: 'select $1::text as word', values: [value], ...limits, atOnce: true };
  expect(await readInTransaction(client, reading)).toEqual([{ word: value }]);
  await endReading(client, 10_000);
  expect(sent.slice(1)).toEqual(['select $1::text as word', 'commit']);
});

test('what is no transaction as a whole is told as it is', () => {
  expect(withoutTransaction('select 1\n;\nselect 2')).toBe('select 1\n;\nselect 2');
});

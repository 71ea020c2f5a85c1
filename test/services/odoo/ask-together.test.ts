import { Client } from 'pg';
import { describe, expect, test } from 'vitest';
import { askTogether, inTurn } from '../../../source/services/odoo/ask-together.ts';
import type { Database } from '../../../source/services/postgres/database.ts';
import { Writer } from '../../../source/services/postgres/writer.ts';
import { createEmptyDatabase } from '../../support/postgres.ts';
import { openSession } from '../../support/session.ts';

/** A session, and how often the server was asked. */
const watch = (dsn: string): { readonly database: Database; readonly asked: string[] } => {
  const session = openSession(dsn);
  const asked: string[] = [];
  return {
    asked,
    database: askTogether({
      query: (text, ...rest) => {
        asked.push(text);
        return session.query(text, ...rest);
      },
      queryTogether: (texts, options) => {
        asked.push(texts.join('; '));
        return session.queryTogether(texts, options);
      },
    }),
  };
};

describe('what is asked of a database at the same moment', () => {
  test('travels at once, and everybody gets the rows that a statement alone would have got', async () => {
    const { dsn } = await createEmptyDatabase();
    const { database, asked } = watch(dsn);
    const texts = [
      "select timestamp '2026-11-24 09:12:00.5' as at, count(*) as mails from generate_series(1, 3) -- a remark",
      "select '\\xff00'::bytea as file, null as nothing",
      'select 1 as one where false',
    ];
    const alone = await Promise.all(texts.map((text) => openSession(dsn).query(text)));
    expect(await Promise.all(texts.map((text) => database.query(text)))).toEqual(alone);
    expect(asked).toEqual([texts.join('; ')]);
  });

  test('takes its values along, and goes alone with one that is not plain', async () => {
    const { database, asked } = watch((await createEmptyDatabase()).dsn);
    const answers = await Promise.all([
      database.query('select $1::int + 1 as next, $2::text as word', [1, 'a-b']),
      database.query('select array_length($1::int[], 1) as many', [[4, 5]]),
      database.query('select $1::text as text', ["'; drop table mail_mail; --"]),
    ]);
    expect(answers).toEqual([[{ next: 2, word: 'a-b' }], [{ many: 2 }], [{ text: "'; drop table mail_mail; --" }]]);
    expect(asked).toEqual(['select $1::text as text', expect.stringContaining("'{4,5}'")]);
  });

  test('is asked one by one where the server refuses one of them', async () => {
    const { database, asked } = watch((await createEmptyDatabase()).dsn);
    const answers = await Promise.allSettled([
      database.query('select 1 as one'),
      database.query('select * from no_such_table'),
      database.query('select 2 as two'),
    ]);
    expect(answers).toMatchObject([
      { status: 'fulfilled', value: [{ one: 1 }] },
      { status: 'rejected', reason: { code: '42P01' } },
      { status: 'fulfilled', value: [{ two: 2 }] },
    ]);
    expect(asked).toHaveLength(4);
  });

  test('may only read, and what was asked later goes by itself', async () => {
    const { database, asked } = watch((await createEmptyDatabase()).dsn);
    await expect(
      Promise.all([database.query('select 1'), database.query('create table mischief (n int)')]),
    ).rejects.toMatchObject({ code: '25006' });
    const before = asked.length;
    await database.query('select 3 as three');
    expect(asked.slice(before)).toEqual(['select 3 as three']);
  });

  test('ends together when its signal is aborted, and not with somebody else’s', async () => {
    const { database } = watch((await createEmptyDatabase()).dsn);
    const abort = new AbortController();
    const options = { signal: abort.signal, timeoutMs: 60_000 };
    const given = Promise.allSettled([
      database.query('select pg_sleep(60)', [], options),
      database.query('select 1', [], options),
    ]);
    expect(await database.query('select 2 as two')).toEqual([{ two: 2 }]);
    abort.abort(new Error('enough'));
    expect((await given).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });

  test('shares no transaction on a single connection: one thing runs after the other, refused or not', async () => {
    const { dsn } = await createEmptyDatabase();
    await using writer = await Writer.open(
      async () => {
        const client = new Client({ connectionString: dsn });
        await client.connect();
        return client;
      },
      { name: 'the test database' },
    );
    const database = askTogether(inTurn(writer));
    const answers = await Promise.allSettled([
      database.query<{ xid: string }>('select txid_current()::text as xid'),
      database.query('select * from no_such_table'),
      database.query<{ xid: string }>('select txid_current()::text as xid, $1::text as text', ['not plain']),
      database.query<{ xid: string }>('select txid_current()::text as xid'),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
    const xids = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
    expect(new Set(xids.map((row) => 'xid' in row && row.xid)).size).toBe(3);
    expect(await writer.query('select 1 as one')).toEqual([{ one: 1 }]);
  });
});

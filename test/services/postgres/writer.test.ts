import { Client } from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { withClient } from '../../../source/demo/database/databases.ts';
import { Writer } from '../../../source/services/postgres/writer.ts';
import { startPooler } from '../../support/pooler.ts';
import { createEmptyDatabase } from '../../support/postgres.ts';

const open = async (dsn: string): Promise<Writer> => {
  const writer = await Writer.open(
    async () => {
      const client = new Client({ connectionString: dsn, pipeline: true });
      await client.connect();
      return client;
    },
    { name: 'the test database' },
  );
  onTestFinished(() => writer[Symbol.asyncDispose]());
  return writer;
};

const durability = "select current_setting('synchronous_commit') as durability";

test.each([
  ['off', 'on'],
  ['local', 'local'],
  ['on', 'on'],
  ['remote_write', 'remote_write'],
])(
  'where the server has synchronous_commit = %s, what is reported as done was written with %s',
  async (set, wanted) => {
    const database = await createEmptyDatabase();
    await withClient(database.superuserDsn, (client) =>
      client.query(`alter database ${database.name} set synchronous_commit = ${set}`),
    );
    const writer = await open(database.dsn);
    expect(await writer.query(durability)).toEqual([{ durability: wanted }]);
    await writer.begin();
    expect(await writer.query(durability)).toEqual([{ durability: wanted }]);
    await writer.rollback();
  },
);

test('a role whose transactions are read-only by default writes all the same, in a transaction and outside', async () => {
  const database = await createEmptyDatabase();
  await withClient(database.superuserDsn, (client) =>
    client.query(`alter database ${database.name} set default_transaction_read_only = on`),
  );
  const writer = await open(database.dsn);
  await writer.query('create table note (text text)');
  await writer.begin();
  await writer.query("insert into note values ('kept')");
  await writer.commit();
  await writer.begin();
  await writer.query("insert into note values ('dropped')");
  await writer.rollback();
  expect(await writer.query('select text from note')).toEqual([{ text: 'kept' }]);
});

test('a statement that fails outside a transaction leaves none behind', async () => {
  const database = await createEmptyDatabase();
  const writer = await open(database.dsn);
  await expect(writer.query('select 1 / 0')).rejects.toThrow('division by zero');
  expect(await writer.query('select 1 as one')).toEqual([{ one: 1 }]);
});

test.each(['session', 'transaction'] as const)(
  'writing leaves nothing on the connections of a %s pool',
  async (mode) => {
    const { name } = await createEmptyDatabase();
    const pooler = await startPooler({ mode, databases: [name] });
    const before = await pooler.inspect();
    {
      await using writer = await open(pooler.dsn(name));
      await writer.query('create table note (text text)');
      await writer.begin();
      await writer.query("insert into note values ('kept')");
      await writer.commit();
    }
    {
      // Left in the middle, as by a process that dies.
      await using writer = await open(pooler.dsn(name));
      await writer.begin();
      await writer.query("insert into note values ('dropped')");
    }
    expect(await pooler.inspect()).toEqual(before);
  },
);

test('statements that go with their commit are done, or none of them is', async () => {
  const database = await createEmptyDatabase();
  const writer = await open(database.dsn);
  await writer.query('create table note (text text)');
  const insert = (text: string) => ({ text: 'insert into note values ($1)', values: [text] });
  await writer.begin();
  await writer.commitWith([insert('kept'), insert('kept as well')]);
  await writer.begin();
  await expect(
    writer.commitWith([insert('dropped'), { text: 'select 1 / $1::int', values: [0] }, insert('dropped, too')]),
  ).rejects.toThrow('division by zero');
  expect(await writer.query('select text from note')).toEqual([{ text: 'kept' }, { text: 'kept as well' }]);
});

test('a row that somebody changed since the transaction began is not written where it may not be', async () => {
  const database = await createEmptyDatabase();
  const [writer, other] = [await open(database.dsn), await open(database.dsn)];
  await writer.query("create table note as select 'first' as text");
  await writer.begin('repeatable read');
  await writer.query('select from note');
  await other.query("update note set text = 'theirs'");
  await expect(writer.commitWith([{ text: "update note set text = 'ours'", values: [] }])).rejects.toMatchObject({
    code: '40001',
  });
  expect(await writer.query('select text from note')).toEqual([{ text: 'theirs' }]);
});

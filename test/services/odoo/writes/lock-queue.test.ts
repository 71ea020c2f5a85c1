import { Client } from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { tryQueueLock } from '../../../../source/services/odoo/writes/lock-queue.ts';
import type { Database } from '../../../../source/services/postgres/database.ts';
import { createDemoDatabase, outerSeries } from '../../../support/postgres.ts';
import { queueCronId, watchDemo } from '../open.ts';

const connect = async (dsn: string): Promise<Client> => {
  const client = new Client({ connectionString: dsn });
  await client.connect();
  onTestFinished(() => client.end());
  return client;
};

/** A connection whose transaction is begun. */
const begin = async (dsn: string): Promise<Database & { readonly client: Client }> => {
  const client = await connect(dsn);
  await client.query('begin');
  return {
    client,
    name: 'the test database',
    query: async <Row extends object>(text: string, values: readonly unknown[] = []) =>
      (await client.query<Row & Record<string, unknown>>(text, [...values])).rows,
  };
};

test.each(outerSeries)('Odoo %i: one has the lock, and for the other that is no error', async (series) => {
  const { dsn, odoo } = await watchDemo(series);
  const queue = { cronId: await queueCronId(odoo), series };
  const [one, other] = await Promise.all([begin(dsn), begin(dsn)]);

  expect(await tryQueueLock(one, queue)).toEqual({ isOurs: true, xid: expect.stringMatching(/^\d+$/) });
  expect(await tryQueueLock(other, queue)).toEqual({ isOurs: false, xid: undefined });
  // A statement that fails is written into the server's log, and its transaction takes no other.
  expect(await tryQueueLock(other, queue)).toEqual({ isOurs: false, xid: undefined });
  await one.client.query('rollback');
  expect(await tryQueueLock(other, queue)).toMatchObject({ isOurs: true });
});

test('where the row of the queue is gone there is nothing to wait for', async () => {
  const { dsn } = await createDemoDatabase();
  expect(await tryQueueLock(await begin(dsn), { cronId: 999_999, series: 19 })).toEqual({
    isOurs: true,
    xid: undefined,
  });
});

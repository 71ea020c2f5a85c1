import { expect, test } from 'vitest';
import { LiveQueueReader } from '../../../../source/services/odoo/live-queue/reader.ts';
import { createDemoDatabase } from '../../../support/postgres.ts';
import { openSession } from '../../../support/session.ts';

test('of known rows those are named that nobody wrote to since, unless it is all of them', async () => {
  const database = await createDemoDatabase({ scenario: 'monday-morning' });
  const reader = await LiveQueueReader.open(openSession(database.dsn));
  const { ids, top, snapshot } = await reader.newestOutstanding(1_000);
  const { outstanding } = await reader.details(ids);
  const tupleIds = outstanding.map(({ tupleId }) => tupleId);
  const [written = 0, deleted = 0, ...others] = outstanding.map(({ id }) => id);

  expect(await reader.verify(tupleIds, snapshot)).toMatchObject({ untouched: undefined, top });
  expect(await reader.verify([], snapshot)).toMatchObject({ untouched: undefined, top });

  await database.query(`update mail_mail set write_date = now() at time zone 'UTC' where id = ${written}`);
  await database.query(`delete from mail_mail where id = ${deleted}`);
  const { untouched } = await reader.verify(tupleIds, snapshot);
  expect(untouched?.toSorted((a, b) => a - b)).toEqual(others.toSorted((a, b) => a - b));

  await database.query('delete from mail_mail');
  expect(await reader.verify(tupleIds, snapshot)).toMatchObject({ untouched: [], top: 0 });
});

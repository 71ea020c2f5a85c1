import { expect, test } from 'vitest';
import { seriesUnderTest } from '../../support/postgres.ts';
import { everyReader } from './every-reader.ts';
import { queueCronId, watchDemo } from './open.ts';

test.each(seriesUnderTest)('Odoo %i: every statement of every reader can be cancelled', async (series) => {
  const { connection, odoo } = await watchDemo(series);
  const cron = await queueCronId(odoo);
  const before = connection.ran.length;
  const { signal } = new AbortController();
  for (const read of Object.values(everyReader(odoo, [1, 2], cron, { signal }))) await read();
  const statements = connection.ran.slice(before);

  expect(statements.length).toBeGreaterThan(20);
  expect(statements.filter((statement) => statement.signal !== signal)).toEqual([]);
});

import { describe, expect, test } from 'vitest';
import { readQueueReport } from '../../source/queue/queue-report.ts';
import { LiveQueueReader } from '../../source/services/odoo/live-queue/reader.ts';
import { openOdoo } from '../../source/services/odoo/odoo.ts';
import { createDemoDatabase, hasRealDatabase, loadRealDatabase, seriesUnderTest } from '../support/postgres.ts';
import { openSession } from '../support/session.ts';

const readReport = async (dsn: string, recent = 0) => {
  const session = openSession(dsn);
  const queue = await LiveQueueReader.open(session);
  const options = { recent, signal: new AbortController().signal, now: () => new Date(), deadlineMs: 30_000 };
  return await readQueueReport({ queue, odoo: await openOdoo(session) }, options);
};

interface Counted {
  readonly query: (text: string) => Promise<Record<string, unknown>[]>;
}

const countTruly = async (database: Counted): Promise<Record<string, number>> => {
  const rows = await database.query('select state, count(*)::int as mails from mail_mail group by state');
  return Object.fromEntries(rows.map(({ state, mails }) => [String(state), Number(mails)]));
};

describe.each(seriesUnderTest)('Odoo %i', (series) => {
  test('counts are those of the table', async () => {
    const database = await createDemoDatabase({ series, scenario: 'monday-morning' });
    const { counts } = await readReport(database.dsn);
    expect(counts).toMatchObject(await countTruly(database));
  });

  test('failures are grouped by class, the password first', async () => {
    const { dsn } = await createDemoDatabase({ series, scenario: 'monday-morning' });
    const { failures, counts } = await readReport(dsn);
    expect(failures[0]).toMatchObject({ class: 'auth.bad_credentials', cause: 'credentials' });
    expect(failures.reduce((sum, { count }) => sum + count, 0)).toBe(counts.exception);
  });

  test('the newest waiting and failed mails come newest first', async () => {
    const { dsn } = await createDemoDatabase({ series, scenario: 'monday-morning' });
    const { recent } = await readReport(dsn, 20);
    expect(recent).toHaveLength(20);
    expect(recent.map(({ id }) => id)).toEqual(recent.map(({ id }) => id).toSorted((a, b) => b - a));
  });

  test.runIf(hasRealDatabase(series))(
    'a real database is counted truly',
    { meta: { needs: 'a dump of a real Odoo of that version' } },
    async () => {
      const database = await loadRealDatabase(series);
      const { counts } = await readReport(database.dsn);
      expect(counts).toMatchObject(await countTruly(database));
    },
  );
});

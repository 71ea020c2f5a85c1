import { expect, test } from 'vitest';
import { warnOfBatchSize } from '../../../source/causes/rate-limit/limit-batch-remedy.ts';
import type { OdooSeries } from '../../../source/domain/odoo/odoo-series.ts';

test.each<[OdooSeries, RegExp]>([
  [17, /at most 50 mails a run; .* 1200 a day/],
  [18, /at most 500 mails a run; .* 12000 a day/],
  [19, /at most 50 mails a run; .* 1200 a day/],
  [20, /until the queue is empty: the number of mails stays the same/],
])('batches of 50 on Odoo %i are no promise that its runs do not keep', (series, words) => {
  expect(warnOfBatchSize('mail.mail.queue.batch.size', series, 50)[0]).toMatch(words);
});

test('mails of one session are no limit', () => {
  expect(warnOfBatchSize('mail.session.batch.size', 18, 50)).toEqual([
    'Odoo opens a new session for every so many mails; the number of mails stays the same.',
  ]);
});

import { expect, test } from 'vitest';
import { mailsPerRun } from '../../../source/checks/measure/run-limit.ts';
import type { OdooSeries } from '../../../source/domain/odoo/odoo-series.ts';

const everything = Number.POSITIVE_INFINITY;

test.each<[OdooSeries, string | undefined, number]>([
  [14, undefined, 10_000],
  [16, '50', 10_000],
  [17, undefined, 10_000],
  [17, '50', 50],
  [18, undefined, 10_000],
  [18, '50', 500],
  [18, '0', 10_000],
  [18, '-1', 10_000],
  [18, '2.5', 10_000],
  [18, 'many', 10_000],
  [19, undefined, 1_000],
  [19, '50', 50],
  [20, undefined, everything],
  [20, '50', everything],
])('a run of Odoo %i with a batch size of %s takes at most %d mails', (series, size, most) => {
  expect(mailsPerRun({ series }, { ...(size !== undefined && { 'mail.mail.queue.batch.size': size }) })).toBe(most);
});

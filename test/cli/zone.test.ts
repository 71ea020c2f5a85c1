import { afterEach, expect, test } from 'vitest';
import { createProgram } from '../../source/cli/program.ts';
import { formatDateTime } from '../../source/domain/wording/duration.ts';

const usual = process.env['TZ'];
afterEach(() => {
  process.env['TZ'] = usual;
});

test.each([
  [['queue'], '2026-07-25 03:42 GMT+5:30'],
  [['queue', '--utc'], '2026-07-24 22:12 UTC'],
])('%s tells times as %s on a machine in India', async (typed, told) => {
  process.env['TZ'] = 'Asia/Kolkata';
  await createProgram('0.0.0', () => Promise.resolve()).parseAsync(['node', 'odoo-mail-doctor', ...typed]);
  expect(formatDateTime(new Date('2026-07-24T22:12:00Z'))).toBe(told);
});

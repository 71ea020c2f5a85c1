import { test } from 'vitest';
import { sendFailedMails, walkMondayMorning } from './walk-monday-morning.ts';

// Two minutes each; every run walks the shorter way of the README (red-to-green.test.ts).
test.runIf(process.env['ODOO_VERSIONS'] === 'all').each([
  [80, 24],
  [160, 50],
])(
  'monday-morning is mended and every failed mail sent, by keyboard alone, until the headline is calm, %i×%i',
  { timeout: 600_000, meta: { needs: 'all Odoo versions (npm run test:all)' } },
  async (columns, rows) => {
    await sendFailedMails(await walkMondayMorning(columns, rows));
  },
);

import { test } from 'vitest';
import { sendFailedMails, walkMondayMorning } from './walk-monday-morning.ts';

// The wide window walks the same way in every run.
test.runIf(process.env['ODOO_VERSIONS'] === 'all')(
  'monday-morning is mended and every failed mail sent, by keyboard alone, until the headline is calm, 80×24',
  { timeout: 600_000, meta: { needs: 'all Odoo versions (npm run test:all)' } },
  async () => {
    await sendFailedMails(await walkMondayMorning(80, 24));
  },
);

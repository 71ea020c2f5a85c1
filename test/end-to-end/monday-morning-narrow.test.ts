import { test } from 'vitest';
import { walkMondayMorning } from './walk-monday-morning.ts';

// The wide window walks the same way in every run.
test.runIf(process.env['ODOO_VERSIONS'] === 'all')(
  'monday-morning is walked by keyboard alone to the mails that can go out now, 80×24',
  async () => {
    await walkMondayMorning(80, 24);
  },
  600_000,
);

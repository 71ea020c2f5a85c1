import { test } from 'vitest';
import { walkMondayMorning } from './walk-monday-morning.ts';

test('monday-morning is walked by keyboard alone to the mails that can go out now, 160×50', async () => {
  await walkMondayMorning(160, 50);
}, 600_000);

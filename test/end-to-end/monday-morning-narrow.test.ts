import { test } from 'vitest';
import { walkMondayMorning } from './walk-monday-morning.ts';

test('monday-morning is walked by keyboard alone to the mails that can go out now, 80×24', async () => {
  await walkMondayMorning(80, 24);
}, 600_000);

import { test } from 'vitest';
import { sendFailedMails, walkMondayMorning } from './walk-monday-morning.ts';

test('monday-morning is mended and every failed mail sent, by keyboard alone, until the headline is calm, 160×50', async () => {
  await sendFailedMails(await walkMondayMorning(160, 50));
}, 600_000);

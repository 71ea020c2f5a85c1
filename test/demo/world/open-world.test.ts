import { existsSync } from 'node:fs';
import { Client } from 'pg';
import { expect, test } from 'vitest';
import { openWorld } from '../../../source/demo/world/open-world.ts';

test('a world opened for the console can be read, and is gone when closed', { timeout: 90_000 }, async () => {
  const world = await openWorld({
    scenario: 'healthy',
    series: 18,
    traffic: false,
    signal: new AbortController().signal,
  });
  const client = new Client({ connectionString: world.info.dsn });
  await client.connect();
  const { rows } = await client.query<{ sent: boolean }>(
    `select count(*) > 40000 as sent from mail_mail where state = 'sent'`,
  );
  await client.end();
  expect(rows).toEqual([{ sent: true }]);

  await world.close();

  expect(existsSync(world.info.config)).toBe(false);
});

test('a world that cannot start says why in one sentence', { timeout: 90_000 }, async () => {
  const opening = openWorld({ scenario: 'tuesday', series: 18, traffic: false, signal: new AbortController().signal });
  await expect(opening).rejects.toThrow(/^The demo world could not start: .*no demo scenario 'tuesday'/);
});

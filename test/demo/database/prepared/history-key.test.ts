import { expect, test } from 'vitest';
import { nameHistory } from '../../../../source/demo/database/prepared/history-key.ts';

test('histories have one key while they are written in the same way, and another for all that they depend on', async () => {
  const given = { name: 'acme', series: 18 } as const;
  const key = await nameHistory(given);
  expect(key).toMatch(/^[0-9a-f]{16}$/);
  expect(await nameHistory(given)).toBe(key);
  const others = await Promise.all([
    nameHistory({ ...given, series: 17 }),
    nameHistory({ ...given, name: 'bakery' }),
    nameHistory({ ...given, sentMails: 500 }),
  ]);
  expect(new Set([key, ...others]).size).toBe(4);
});

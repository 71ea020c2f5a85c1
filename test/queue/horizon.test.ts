import { expect, test } from 'vitest';
import { Horizon } from '../../source/queue/horizon.ts';
import { parseSnapshot } from '../../source/services/odoo/live-queue/snapshot.ts';

test('with no transaction open, only ids drawn a moment before the snapshot may still appear', () => {
  const horizon = new Horizon();
  const quiet = parseSnapshot('100:100:');
  horizon.note(quiet, 50_000);
  expect(horizon.reachOf(quiet)).toBe(49_500);
});

test('an open transaction holds the reach back to what was there when it began', () => {
  const horizon = new Horizon();
  horizon.note(parseSnapshot('100:100:'), 50_000);
  const held = parseSnapshot('100:180:100');
  horizon.note(held, 90_000);
  expect(horizon.reachOf(held)).toBe(49_500);
});

test('the reach moves on when that transaction is over', () => {
  const horizon = new Horizon();
  horizon.note(parseSnapshot('100:100:'), 50_000);
  horizon.note(parseSnapshot('100:180:100'), 90_000);
  const over = parseSnapshot('180:180:');
  horizon.note(over, 95_000);
  expect(horizon.reachOf(over)).toBe(94_500);
});

test('of transactions that were open before watching began it assumes a long reach', () => {
  const horizon = new Horizon();
  const first = parseSnapshot('100:180:100,150');
  horizon.note(first, 250_000);
  expect(horizon.reachOf(first)).toBe(150_000);
});

test('a transaction open for hours costs neither memory nor truth', () => {
  const horizon = new Horizon();
  horizon.note(parseSnapshot('100:100:'), 50_000);
  for (let look = 1; look < 5_000; look += 1) horizon.note(parseSnapshot(`100:${100 + look}:100`), 50_000 + look);
  expect(horizon.reachOf(parseSnapshot('100:9000:100'))).toBe(49_500);
});

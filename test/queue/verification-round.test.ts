import { expect, test } from 'vitest';
import { VerificationRound } from '../../source/queue/verification-round.ts';
import { parseSnapshot } from '../../source/services/odoo/live-queue/snapshot.ts';

const before = parseSnapshot('1:1:');
const first = parseSnapshot('5:5:');
const second = parseSnapshot('9:9:');

test('a round is over when every id was looked up, and is as old as its first slice', () => {
  const round = new VerificationRound([1, 2, 3], before);
  expect(round.slice(2)).toEqual([1, 2]);
  round.advance(2, first);
  expect(round.isOver).toBe(false);
  expect(round.slice(2)).toEqual([3]);
  round.advance(1, second);
  expect([round.isOver, round.began]).toEqual([true, first]);
});

test('a round over nothing is over after one look', () => {
  const round = new VerificationRound([], before);
  expect(round.isOver).toBe(false);
  round.advance(0, first);
  expect(round.isOver).toBe(true);
});

test.each([
  [0, [2, 4]],
  [2, [4, 8]],
  [3, [4, 8]],
  [4, [8]],
  [8, []],
])('after %i follow %j', (id, next) => {
  expect(new VerificationRound([2, 4, 8], before).after(id, 2)).toEqual(next);
});

import { expect, test } from 'vitest';
import { FullCounts } from '../../source/queue/full-counts.ts';
import type { Refresh } from '../../source/queue/live-queue.ts';

const nothingMoved: Refresh = {
  arrived: [],
  changed: [],
  departed: [],
  passedThrough: 0,
  foundLater: 0,
  writes: 0,
  isUnchanged: false,
};

/** Counts whose duration, and whose moment, the test decides. */
const createCounts = ({ durationMs = 0 } = {}) => {
  const world = { now: 0, started: 0, left: { sent: 0, cancel: 0 }, suggested: [] as number[] };
  const counts = new FullCounts({
    count: () => {
      world.started += 1;
      world.now += durationMs;
      const states = { outgoing: 2, exception: 1, sent: 100, cancel: 3, received: 0 };
      return Promise.resolve({ counts: states, outstandingIds: [1, 2, 3] });
    },
    found: (ids) => world.suggested.push(...ids),
    counted: () => undefined,
    left: () => world.left,
    now: () => world.now,
  });
  return { world, counts };
};

test('a count is shown only when the mails that it found can have been looked up', async () => {
  const { counts, world } = createCounts();
  counts.begin();
  await counts.idle();
  expect(world.suggested).toEqual([1, 2, 3]);
  expect(counts.picture().complete).toBe(false);
  expect(counts.takeNews()).toBe(true);
  expect(counts.picture().complete).toBe(true);
  expect(counts.takeNews()).toBe(false);
});

test('mails seen leaving since the count began move its numbers on', async () => {
  const { counts, world } = createCounts();
  world.left = { sent: 5, cancel: 0 };
  counts.begin();
  await counts.idle();
  counts.takeNews();
  expect(counts.picture().isMovedOn).toBe(false);
  world.left = { sent: 12, cancel: 1 };
  expect(counts.others()).toEqual({ sent: 107, cancel: 4, received: 0 });
  expect(counts.picture().isMovedOn).toBe(true);
});

test('a dear count rests four hundred times as long as it took', async () => {
  const { counts, world } = createCounts({ durationMs: 2_000 });
  counts.begin();
  await counts.idle();
  world.now += 700_000;
  counts.observe(nothingMoved);
  expect(world.started).toBe(1);
  world.now += 200_000;
  counts.observe(nothingMoved);
  expect(world.started).toBe(2);
});

test('nothing is counted while nothing became visible since the last count', async () => {
  const { counts, world } = createCounts();
  counts.begin();
  await counts.idle();
  world.now += 24 * 3_600_000;
  counts.observe({ ...nothingMoved, isUnchanged: true });
  expect(world.started).toBe(1);
  counts.observe(nothingMoved);
  expect(world.started).toBe(2);
});

test('a count that something moved beside is repeated', async () => {
  const { counts, world } = createCounts();
  counts.begin();
  counts.observe(nothingMoved);
  await counts.idle();
  world.now += 3_600_000;
  counts.observe({ ...nothingMoved, isUnchanged: true });
  expect(world.started).toBe(2);
});

test('writes that the known mails do not explain start the next count early', async () => {
  const { counts, world } = createCounts({ durationMs: 2_000 });
  counts.begin();
  await counts.idle();
  counts.observe({ ...nothingMoved, writes: 1_000 });
  world.now += 100_000;
  counts.observe({ ...nothingMoved, writes: 1_500 });
  expect(world.started).toBe(2);
});

test('a count that fails leaves the last one standing', async () => {
  let fails = false;
  const counts = new FullCounts({
    count: () =>
      fails
        ? Promise.reject(new Error('gone'))
        : Promise.resolve({
            counts: { outgoing: 0, exception: 0, sent: 7, cancel: 0, received: 0 },
            outstandingIds: [],
          }),
    found: () => undefined,
    counted: () => undefined,
    left: () => ({ sent: 0, cancel: 0 }),
    now: () => 0,
  });
  counts.begin();
  await counts.idle();
  counts.takeNews();
  fails = true;
  counts.begin();
  await counts.idle();
  expect(counts.takeNews()).toBe(false);
  expect(counts.others().sent).toBe(7);
});

import { expect, test } from 'vitest';
import { openLater } from '../../../source/ui/screens/open-later.tsx';
import type { EarlyWorld, OpenScreen } from '../../../source/ui/screens/screen.ts';

const now = new Date('2026-11-23T12:00:00Z');
const nothing = (): void => undefined;

/** A world whose parts nobody looks at. */
const world = {
  source: { loadScreens: async () => ({}) },
  queue: { read: nothing, dispatch: nothing, subscribe: () => nothing },
  now: () => now,
  say: nothing,
  goTo: nothing,
  writeTerminal: nothing,
} as unknown as EarlyWorld;

const list: OpenScreen = {
  start: () => nothing,
  subscribe: () => nothing,
  read: nothing,
  layers: () => [],
  pausedChanges: () => 3,
  shownTimes: () => '12 min',
  fitsWidth: () => true,
  speak: () => ({ place: 'list', sentences: [] }),
  draw: () => null,
};

test('a screen that is loaded later says all of itself that it would say had it been there at once', async () => {
  const screen = openLater(async () => () => list)(world);
  expect([screen.fitsWidth(), screen.pausedChanges(), screen.shownTimes(now)]).toEqual([false, undefined, '']);
  screen.prepare();
  await expect.poll(screen.opening).toBeUndefined();
  expect([screen.fitsWidth(), screen.pausedChanges(), screen.shownTimes(now)]).toEqual([true, 3, '12 min']);
});

import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { palettes, type StatusColors } from '../../source/ui/theme/palette.ts';
import { goldenHead, goldenScreen } from '../support/golden-screen.ts';
import { scenes } from './scenes/index.ts';
import type { Scene } from './scenes/scene.ts';

type Size = readonly [columns: number, rows: number];

const smallest: Size = [80, 24];
const larger: readonly Size[] = [
  [120, 40],
  [200, 60],
];

/** Opened once and made larger: what a window shows does not depend on how it came to its size. */
const draw = async (
  { open }: Scene,
  palette: StatusColors,
  furtherSizes: readonly Size[],
): Promise<readonly string[]> => {
  const [columns, rows] = smallest;
  const terminal = await open({ columns, rows, palette });
  try {
    const drawn = [`=== ${columns} × ${rows}\n${goldenScreen(terminal, palette)}`];
    for (const [columns, rows] of furtherSizes) {
      terminal.resize(columns, rows);
      await terminal.settle();
      drawn.push(`=== ${columns} × ${rows}\n${goldenScreen(terminal, palette)}`);
    }
    return drawn;
  } finally {
    await terminal.close();
  }
};

// The map calls colours by what they say: a light ground and a dark one have the same.
describe('every screen and dialog looks as in its file', () => {
  test.each(scenes)('$name', async (scene) => {
    const dark = await draw(scene, palettes.dark, larger);
    const file = join(import.meta.dirname, 'golden', `${scene.name}.txt`);
    await expect([goldenHead(scene.name), ...dark].join('\n')).toMatchFileSnapshot(file);
    // Where the keys go is seen once, or not at all where they go nowhere else.
    for (const drawn of dark) expect(drawn.split('❯').length - 1).toBeLessThanOrEqual(1);
    expect((await draw(scene, palettes.light256, []))[0]).toBe(dark[0]);
  });
});

test('no two scenes have one file', () => {
  expect(new Set(scenes.map(({ name }) => name)).size).toBe(scenes.length);
});

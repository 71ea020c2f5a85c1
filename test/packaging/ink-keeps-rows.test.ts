import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundleOptions } from '../../packaging/bundle-options.ts';
import { inkKeepsRows } from '../../packaging/ink-keeps-rows.ts';
import { keepRows } from '../../packaging/keep-rows.ts';
import { createNoise } from '../support/noise.ts';

type CanvasClass = Parameters<typeof keepRows>[0];
type Canvas = InstanceType<CanvasClass>;

let folder: string;
let InkCanvas: CanvasClass;
let BundledCanvas: CanvasClass;

/** Ink's canvas as it gets into a bundle. */
const bundleCanvas = async (name: string, plugins: readonly Plugin[]): Promise<CanvasClass> => {
  const ink = createRequire(import.meta.url).resolve('ink');
  const outfile = join(folder, `${name}.mjs`);
  await build({ ...bundleOptions, entryPoints: [join(ink, '..', 'output.js')], outfile, plugins: [...plugins] });
  return ((await import(pathToFileURL(outfile).href)) as { readonly default: CanvasClass }).default;
};

beforeAll(async () => {
  folder = await mkdtemp(join(import.meta.dirname, '..', '..', 'node_modules', '.canvas-'));
  InkCanvas = await bundleCanvas('as-it-is', []);
  BundledCanvas = await bundleCanvas('keeping-rows', [inkKeepsRows]);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

const size = { width: 12, height: 6 };

const draw = (Class: CanvasClass, paint: (canvas: Canvas) => void) => {
  const canvas = new Class(size);
  paint(canvas);
  return canvas.get();
};

const texts = [
  'a',
  'plain text',
  'wider than the window is',
  '  two spaces before',
  '日本語テキスト',
  'e\u0301 combined',
  '✗ failed 👩‍👩‍👧 x',
  '\u001b[31mred\u001b[39m and plain',
  '\u001b[1m\u001b[34mbold blue\u001b[39m\u001b[22m',
  '\u001b]8;;https://example.com\u0007link\u001b]8;;\u0007',
  'one\ntwo\nthree',
  '\u001b[32mgreen over\ntwo lines\u001b[39m',
  '\n\nfar below',
  '           ',
];

const transformers = [
  (line: string) => `\u001b[7m${line}\u001b[27m`,
  (line: string) => `\u001b[33m${line}\u001b[39m`,
  (line: string, index: number) => `${index}${line.toUpperCase()}`,
];

type Step =
  | { readonly write: Parameters<Canvas['write']> }
  | { readonly clip: Parameters<Canvas['clip']>[0] }
  | 'unclip';

/** Clips within clips, texts over one another and beyond the edges. */
const stepAtRandom = (noise: () => number): Step => {
  const pick = <Value>(values: readonly Value[]): Value => values[noise() % values.length] as Value;
  const between = (least: number, most: number): number => least + (noise() % (most - least + 1));
  const kind = noise() % 6;
  if (kind === 1) return 'unclip';
  if (kind > 1) {
    const looks = { transformers: transformers.filter(() => noise() % 4 === 0) };
    return { write: [between(-3, 12), between(-3, 7), pick(texts), looks] };
  }
  const isSideways = noise() % 2 === 0;
  const isUpright = noise() % 2 === 0;
  return {
    clip: {
      x1: isSideways ? between(-2, 8) : undefined,
      x2: isSideways ? between(2, 14) : undefined,
      y1: isUpright ? between(-2, 4) : undefined,
      y2: isUpright ? between(1, 8) : undefined,
    },
  };
};

const paint =
  (steps: readonly Step[]) =>
  (canvas: Canvas): void => {
    let depth = 0;
    for (const step of steps) {
      if (step === 'unclip') {
        if (depth === 0) continue;
        canvas.unclip();
        depth -= 1;
      } else if ('clip' in step) {
        canvas.clip(step.clip);
        depth += 1;
      } else canvas.write(...step.write);
    }
  };

describe('a canvas that keeps rows', () => {
  test('draws what Ink draws, frame after frame', () => {
    const noise = createNoise(1);
    const steps: Step[] = [];
    for (let frame = 0; frame < 2_000; frame += 1) {
      // Most of a frame is as it was.
      steps.splice(noise() % 14, 1, stepAtRandom(noise));
      const [kept, ink] = [BundledCanvas, InkCanvas].map((Class) => draw(Class, paint(steps)));
      expect(kept, `frame ${frame}: ${JSON.stringify(steps)}`).toEqual(ink);
    }
  });

  test('asks Ink only for rows that the frame before did not hold', () => {
    const asked: string[] = [];
    class Listening extends InkCanvas {
      override write(...given: Parameters<Canvas['write']>): void {
        asked.push(given[2]);
        super.write(...given);
      }
    }
    const Keeping = keepRows(Listening);
    const list = (rows: readonly string[], chosen: string) =>
      draw(Keeping, (canvas) => {
        canvas.clip({ x1: undefined, x2: undefined, y1: 0, y2: size.height });
        for (const [y, row] of rows.entries()) {
          canvas.write(0, y, row, { transformers: [(line) => (row === chosen ? `\u001b[7m${line}\u001b[27m` : line)] });
        }
        canvas.unclip();
      }).output.split('\n');
    list(['one', 'two', 'three'], 'one');
    expect(asked.splice(0)).toEqual(['one', 'two', 'three']);
    expect(list(['one', 'two', 'three'], 'two')[1]).toBe('\u001b[7mtwo\u001b[27m');
    expect(asked.splice(0)).toEqual(['one', 'two']);
    // Scrolled by a line.
    list(['two', 'three', 'four'], 'two');
    expect(asked.splice(0)).toEqual(['four']);
    list([], '');
    list(['two'], '');
    expect(asked, 'rows that are long gone are not kept').toEqual(['two']);
  });
});

import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleOptions } from '../../packaging/bundle-options.ts';
import { lateEmoji } from '../../packaging/late-emoji.ts';

type Measure = (text: string) => number;

let folder: string;
let before: Measure;
let after: Measure;

/** Ink's string-width as it gets into a bundle. */
const bundleWidth = async (name: string, plugins: readonly Plugin[]) => {
  const ink = createRequire(import.meta.url).resolve('ink');
  const outfile = join(folder, `${name}.mjs`);
  const contents = "export { default } from 'string-width';";
  await build({
    ...bundleOptions,
    minify: false,
    stdin: { contents, resolveDir: join(ink, '..') },
    outfile,
    plugins: [...plugins],
  });
  return ((await import(pathToFileURL(outfile).href)) as { readonly default: Measure }).default;
};

beforeAll(async () => {
  folder = await mkdtemp(join(import.meta.dirname, '..', '..', 'node_modules', '.width-'));
  before = await bundleWidth('as-it-is', []);
  after = await bundleWidth('late', [lateEmoji]);
  expect(String(before), 'Ink brings the version that is changed').toContain('rgiEmojiRegex');
});

afterAll(() => rm(folder, { recursive: true, force: true }));

test('in the bundle every sign is as wide as without the change', () => {
  const planes = [
    [0, 0xffff],
    [0x1f000, 0x1fbff],
    [0xe0000, 0xe01ff],
  ] as const;
  for (const [first, last] of planes) {
    for (let code = first; code <= last; code += 1) {
      const sign = String.fromCodePoint(code);
      if (before(sign) !== after(sign)) expect(after(sign), `U+${code.toString(16)}`).toBe(before(sign));
    }
  }
}, 60_000);

test.each([
  '👩‍👩‍👧',
  '👩‍👩',
  '✔',
  '✔️',
  '⚠️',
  '1️⃣',
  '1⃣',
  '🇫🇷',
  '🇽🇽',
  '🏴󠁧󠁢󠁥󠁮󠁧󠁿',
  '👍🏽',
  '👍',
  '❤️‍🔥',
  '❤‍🔥',
  'é',
  'e\u0301',
  '한',
  '日本',
  '…·✓✗❯│▲',
  '\u200d',
  '☺\ufe0e',
])('in the bundle "%s" is as wide as without the change', (text) => {
  expect(after(text)).toBe(before(text));
});

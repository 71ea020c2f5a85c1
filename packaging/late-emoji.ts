import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

const line = String.raw`const rgiEmojiRegex = /^\p{RGI_Emoji}$/v;`;

/** An emoji of one code unit is one that is drawn as such by itself, and without any part that may be one there is none. */
const instead = String.raw`
const wholeRgiEmojiRegex = /^\p{RGI_Emoji}$/v;
const rgiEmojiRegex = {
  test: (segment) =>
    segment.length === 1
      ? /^\p{Emoji_Presentation}$/v.test(segment)
      : /\p{Emoji}/v.test(segment) && wholeRgiEmojiRegex.test(segment),
};`;

/**
 * To see whether a sign is an emoji V8 makes an automaton of all of them, which takes as long as a tenth of the start: by
 * the string-width that Ink brings it would be asked of the first line or dot. Fails where that is written otherwise.
 */
export const lateEmoji: Plugin = {
  name: 'late-emoji',
  setup({ onLoad }) {
    onLoad({ filter: /string-width[\\/]index\.js$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      // Later versions look at single signs first themselves.
      if (!text.includes('rgiEmojiRegex')) return { contents: text };
      if (!text.includes(line)) throw new Error(`${path} no longer holds the line "${line}".`);
      return { contents: text.replace(line, () => instead) };
    });
  },
};

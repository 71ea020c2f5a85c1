import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin } from 'esbuild';

const keeper = join(import.meta.dirname, 'keep-rows.ts');

/** What is written otherwise in files of Ink, and what comes before and after. */
const changes = [
  {
    file: /ink[\\/]build[\\/]output\.js$/,
    from: 'export default class Output {',
    to: 'class Output {',
    before: `import { keepRows } from ${JSON.stringify(keeper)};\n`,
    after: '\nexport default keepRows(Output);\n',
  },
  {
    // How wide a text is was found for its layout, and is kept there.
    file: /ink[\\/]build[\\/]render-node-to-output\.js$/,
    from: "import widestLine from 'widest-line';",
    to: "import measureText from './measure-text.js';\nconst widestLine = (text) => measureText(text).width;",
    before: '',
    after: '',
  },
] as const;

/**
 * Ink draws all of the screen for every key and every second, and most of its work is to take each character of each row
 * apart: a frame in which few rows changed costs half where the others are kept. Fails where Ink is written otherwise.
 */
export const inkKeepsRows: Plugin = {
  name: 'ink-keeps-rows',
  setup({ onLoad }) {
    for (const { file, from, to, before, after } of changes) {
      onLoad({ filter: file }, async ({ path }) => {
        const text = await readFile(path, 'utf8');
        if (!text.includes(from)) throw new Error(`${path} no longer holds the line "${from}".`);
        return { contents: before + text.replace(from, () => to) + after };
      });
    }
  },
};

import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

/** Those that the theme names. */
const shown = ['dots', 'line'];

/** ink-spinner takes its pictures from a list of ninety, which is longer than all that the first screen itself is. */
export const fewSpinners: Plugin = {
  name: 'few-spinners',
  setup({ onLoad }) {
    onLoad({ filter: /cli-spinners[\\/]spinners\.json$/ }, async ({ path }) => {
      const all = JSON.parse(await readFile(path, 'utf8')) as Readonly<Record<string, unknown>>;
      const some = Object.fromEntries(shown.map((name) => [name, all[name]]));
      return { contents: JSON.stringify(some), loader: 'json' };
    });
  },
};

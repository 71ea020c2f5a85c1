import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

/**
 * Yoga holds its WebAssembly as text, and fetches that text where there is a fetch: Node would load its HTTP client for
 * it, a tenth of what the first frame takes. Without one Yoga decodes the text itself.
 */
export const yogaFromMemory: Plugin = {
  name: 'yoga-from-memory',
  setup({ onLoad }) {
    onLoad({ filter: /yoga-wasm-base64-esm\.js$/ }, async ({ path }) => ({
      contents: `const fetch = undefined;\n${await readFile(path, 'utf8')}`,
    }));
  },
};

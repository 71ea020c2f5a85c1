import type { BuildOptions } from 'esbuild';
import { fewSpinners } from './few-spinners.ts';
import { inkKeepsRows } from './ink-keeps-rows.ts';
import { lateEmoji } from './late-emoji.ts';
import { lazyBuiltins } from './lazy-builtins.ts';
import { lazySuffixes } from './lazy-suffixes.ts';
import { spfAlone } from './spf-alone.ts';
import { yogaFromMemory } from './yoga-from-memory.ts';

/** How the source becomes a bundle, whatever is made of it. */
export const bundleOptions = {
  bundle: true,
  metafile: true,
  minify: true,
  legalComments: 'none',
  platform: 'node',
  format: 'esm',
  conditions: ['bundle'],
  define: { 'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"' },
  // CommonJS packages inside the bundle still call require() for what is not in it; made where one does.
  banner: {
    js: "const require = (name) => process.getBuiltinModule('node:module').createRequire(import.meta.url)(name);",
  },
  logLevel: 'warning',
} as const satisfies BuildOptions;

export const bundlePlugins = [
  fewSpinners,
  inkKeepsRows,
  lateEmoji,
  lazyBuiltins,
  lazySuffixes,
  spfAlone,
  yogaFromMemory,
];

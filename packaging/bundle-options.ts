import type { BuildOptions } from 'esbuild';

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
  // CommonJS packages inside the bundle still call require() for Node's own modules.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module';const require = /* @__PURE__ */ __createRequire(import.meta.url);",
  },
  logLevel: 'warning',
} as const satisfies BuildOptions;

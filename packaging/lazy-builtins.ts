import { builtinModules } from 'node:module';
import type { Plugin } from 'esbuild';

/**
 * Node's own modules are loaded where the module that imports them is, not all of them at the start: in one file every
 * import of an external module would be hoisted to its top.
 */
export const lazyBuiltins: Plugin = {
  name: 'lazy-builtins',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^[a-z_/:]+$/ }, ({ path }) => {
      const name = path.replace(/^node:/, '');
      const isBuiltin = path.startsWith('node:') || builtinModules.includes(name);
      return isBuiltin ? { path: `node:${name}`, namespace: 'lazy-builtin' } : undefined;
    });
    onLoad({ filter: /.*/, namespace: 'lazy-builtin' }, ({ path }) => ({
      contents: `module.exports = process.getBuiltinModule(${JSON.stringify(path)});`,
    }));
  },
};

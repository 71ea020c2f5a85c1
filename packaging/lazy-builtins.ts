import { builtinModules } from 'node:module';
import type { Plugin } from 'esbuild';

/**
 * Node's own modules are loaded where the module that imports them is, not all of them at the start: in one file every
 * import of an external module would be hoisted to its top. Who imports names from one gets these alone: from a CommonJS
 * module esbuild would copy all of them, for each file that imports it, which was a tenth of what a start takes.
 */
export const lazyBuiltins: Plugin = {
  name: 'lazy-builtins',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^[a-z_/:]+$/ }, ({ path, kind }) => {
      const name = path.replace(/^node:/, '');
      const isBuiltin = path.startsWith('node:') || builtinModules.includes(name);
      // What require() returns must be the module itself: some of them are functions.
      const namespace = kind === 'require-call' ? 'required-builtin' : 'imported-builtin';
      return isBuiltin ? { path: `node:${name}`, namespace } : undefined;
    });
    onLoad({ filter: /.*/, namespace: 'required-builtin' }, ({ path }) => ({
      contents: `module.exports = process.getBuiltinModule(${JSON.stringify(path)});`,
    }));
    onLoad({ filter: /.*/, namespace: 'imported-builtin' }, ({ path }) => ({ contents: exportNames(path) }));
  },
};

/** Each name is read from the module only where somebody imports it: some load much when they are read. */
const exportNames = (path: string): string => {
  const names = Object.keys(process.getBuiltinModule(path) ?? {}).filter(
    (name) => /^[A-Za-z_$][\w$]*$/.test(name) && name !== 'default',
  );
  return [
    `const builtin = /* @__PURE__ */ process.getBuiltinModule(${JSON.stringify(path)});`,
    'const read = /* @__NO_SIDE_EFFECTS__ */ (name) => builtin[name];',
    ...names.map((name, at) => `const name${at} = read('${name}');`),
    `export { builtin as default, ${names.map((name, at) => `name${at} as ${name}`).join(', ')} };`,
  ].join('\n');
};

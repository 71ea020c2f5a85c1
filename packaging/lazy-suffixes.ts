import type { Plugin } from 'esbuild';

/**
 * The Public Suffix List is unpacked where the first name is looked up, not where the module that could is loaded: ten
 * thousand rules are more work than any other module is, and most runs ask for none of them.
 */
export const lazySuffixes: Plugin = {
  name: 'lazy-suffixes',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^tldts$/ }, ({ path, kind, resolveDir }) =>
      kind === 'require-call' ? undefined : { path, namespace: 'lazy-suffixes', pluginData: resolveDir },
    );
    onLoad({ filter: /.*/, namespace: 'lazy-suffixes' }, ({ path, pluginData }) => ({
      contents: `export const getDomain = (...given) => require(${JSON.stringify(path)}).getDomain(...given);`,
      resolveDir: String(pluginData),
    }));
  },
};

import imported from 'ink-table';

// esbuild hands over the whole `module.exports` of a CommonJS package.
const { default: inkTable = imported } = imported as typeof imported & { readonly default?: typeof imported };

export const Table = inkTable;
export type { TableProps } from 'ink-table';

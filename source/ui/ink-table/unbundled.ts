import { createRequire, Module } from 'node:module';
import * as ink from 'ink';

/**
 * ink-table says `require('ink')`, but Ink has top-level await, which Node cannot `require()`. This answers that one
 * call with the Ink that is loaded already. The bundle needs none of it (see bundled.ts and package.json `imports`).
 */
const require = createRequire(import.meta.url);
const inkPath = require.resolve('ink');

if (require.cache[inkPath] === undefined) {
  const bridge = new Module(inkPath);
  bridge.exports = ink;
  bridge.loaded = true;
  require.cache[inkPath] = bridge;
}

export const { default: Table } = require('ink-table') as typeof import('ink-table');
export type { TableProps } from 'ink-table';

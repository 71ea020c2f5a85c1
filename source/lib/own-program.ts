import { isSea } from 'node:sea';

/** True in the single executable: none of our files lies beside us, and Node's first argument is ours already. */
export const isSingleExecutable = isSea();

const prefix = 'process:';

/** The first argument with which the single executable runs as one of its own helpers instead. */
export const helperWord = (name: string): string => `${prefix}${name}`;

/** Program and arguments that start what runs here once more, as it was started. */
export const ownCommandLine = (): readonly string[] => [
  process.execPath,
  // A single executable stands in its own arguments twice.
  ...process.argv.slice(isSingleExecutable ? 2 : 1),
];

import type { GlobalOptions } from './command.ts';

/**
 * The flags with which a command points at the same target again, as they were given. A password in the address is left
 * out: PGPASSWORD or ~/.pgpass gives it.
 */
export const pointingFlags = (
  { config, database, allDatabases, dsn, resolver }: GlobalOptions,
  name: string,
): readonly string[] => [
  ...(config === undefined ? [] : ['-c', config]),
  ...(dsn === undefined ? [] : ['--dsn', withoutPassword(dsn)]),
  ...(database !== undefined || allDatabases ? ['-d', name] : []),
  ...(resolver === undefined ? [] : ['--resolver', resolver]),
];

/** Of a URI (user:password@, ?password=) and of keywords (password=… , also in quotes), as libpq takes both. */
const withoutPassword = (dsn: string): string =>
  dsn
    .replace(/^([a-z]+:\/\/[^:@/?]*):.*@(?=[^@]*$)/i, '$1@')
    .replace(/([?&])(?:ssl)?password=[^&]*&?/gi, '$1')
    .replace(/\b(?:ssl)?password\s*=\s*(?:'(?:[^'\\]|\\.)*'|\S*)\s*/gi, '')
    .replace(/[?&]$/, '')
    .trim();

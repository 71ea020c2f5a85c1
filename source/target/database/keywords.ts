import type { Setting } from '../setting.ts';

/**
 * The connection parameters of libpq that this project honours
 * (https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-PARAMKEYWORDS).
 */
const keywords = [
  'host',
  'hostaddr',
  'port',
  'dbname',
  'user',
  'password',
  'passfile',
  'sslmode',
  'sslrootcert',
  'sslcert',
  'sslkey',
  'connect_timeout',
  'service',
  'servicefile',
] as const;

export type Keyword = (typeof keywords)[number];

/** What one source says about the connection. A keyword that is absent is left to the next source. */
export type ConnectionSource = { readonly [Name in Keyword]?: Setting<string> };

export const isKeyword = (name: string): name is Keyword => keywords.some((keyword) => keyword === name);

/** The first source's word on each keyword wins. */
export const mergeSources = (...sources: readonly ConnectionSource[]): ConnectionSource =>
  Object.assign({}, ...sources.toReversed());

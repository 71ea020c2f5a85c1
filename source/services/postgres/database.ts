import type { DatabaseConnection } from '../../domain/database/database-connection.ts';

export type SqlValue = string | number | boolean | Date | Buffer | null | readonly SqlValue[];

/** Whoever can run a statement: a session, a transaction, a test. Values travel as parameters, never in the text. */
export interface Database {
  /**
   * The rows of one statement.
   * @throws ProbeError when the server refuses, is gone, or does not answer in time.
   */
  query<Row extends object>(text: string, values?: readonly SqlValue[], options?: QueryOptions): Promise<Row[]>;
  /** The same for an answer of many rows, some at a time and in their order: none is kept here. */
  queryInPieces?<Row extends object>(
    text: string,
    values: readonly SqlValue[],
    take: (rows: readonly Row[]) => void,
    options?: QueryOptions,
  ): Promise<void>;
  /** The rows of each of several statements without values, in one round trip and one transaction: all fail where one does. */
  queryTogether?(texts: readonly string[], options?: QueryOptions): Promise<readonly object[][]>;
  /** What error sentences call it: `database 'acme' at 127.0.0.1, port 5432`. */
  readonly name?: string;
  /** What stands between us and the server; only who opened the connection can tell a pooler. */
  describeConnection?(options?: QueryOptions): Promise<DatabaseConnection>;
}

/** A statement with what stands in its place-holders. */
export interface Statement {
  readonly text: string;
  readonly values: readonly SqlValue[];
}

export interface QueryOptions {
  readonly signal?: AbortSignal;
  /** Longer than the session's own limit: for the full count of a large table. Milliseconds. */
  readonly timeoutMs?: number;
}

import type { Client } from 'pg';
import type { Database, QueryOptions, SqlValue } from './database.ts';
import { isConnectionLoss, toProbeError } from './failures.ts';
import type { Connect } from './session.ts';

export interface WriterOptions {
  /** What error sentences call it: `database acme on 127.0.0.1:5432`. */
  readonly name: string;
  readonly signal?: AbortSignal;
  /** How long a statement waits for somebody else's lock before it gives up. */
  readonly lockTimeoutMs?: number;
  readonly statementTimeoutMs?: number;
}

/**
 * The one connection that may write: opened for a confirmed change, closed after it. Statements run one after the
 * other; the signal is heeded between them, and the server's own limits end what takes too long.
 */
export class Writer implements Database, AsyncDisposable {
  readonly name: string;
  readonly #client: Client;
  readonly #statementTimeoutMs: number;
  #lost = false;

  private constructor(client: Client, name: string, statementTimeoutMs: number) {
    this.#client = client;
    this.name = name;
    this.#statementTimeoutMs = statementTimeoutMs;
  }

  /** @throws UserError in words when the server cannot be reached. */
  static async open(connect: Connect, options: WriterOptions): Promise<Writer> {
    const { name, signal, lockTimeoutMs = 1_000, statementTimeoutMs = 10_000 } = options;
    const client = await connect(signal === undefined ? {} : { signal });
    const writer = new Writer(client, name, statementTimeoutMs);
    client.on('error', () => {
      writer.#lost = true;
    });
    // The texts of values must not depend on what a role or a database has set: they are compared byte for byte.
    await writer.query(
      `set default_transaction_read_only = off; set statement_timeout = ${statementTimeoutMs}; set lock_timeout = ${lockTimeoutMs};
       set idle_in_transaction_session_timeout = 10000; set timezone = 'UTC'; set datestyle = 'ISO, YMD';
       set intervalstyle = 'postgres'; set bytea_output = 'hex'; set extra_float_digits = 3`,
    );
    return writer;
  }

  /** Whether the connection broke: what was not committed by then is rolled back by the server. */
  get lost(): boolean {
    return this.#lost;
  }

  async query<Row extends object>(
    text: string,
    values?: readonly SqlValue[],
    { signal }: QueryOptions = {},
  ): Promise<Row[]> {
    signal?.throwIfAborted();
    try {
      // Several statements in one text are allowed only without values.
      const query = { text, query_timeout: this.#statementTimeoutMs + 5_000 };
      const { rows } = await this.#client.query<Row>(values === undefined ? query : { ...query, values: [...values] });
      return rows;
    } catch (error) {
      this.#lost ||= isConnectionLoss(error);
      throw toProbeError(error, this.name);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#client.end().catch(() => undefined);
  }
}

import type { Client } from 'pg';
import type { Database, QueryOptions, SqlValue } from './database.ts';
import { isConnectionLoss, toProbeError } from './failures.ts';
import { ConnectionLostError } from './sql-error.ts';

/** Opens one connection, or throws a UserError in words. */
export type Connect = (options: { readonly signal?: AbortSignal }) => Promise<Client>;

export interface SessionOptions {
  /** What error sentences call it: `database acme on 127.0.0.1:5432`. */
  readonly name: string;
  /** Connections at the same time; a watcher, its background count and one reader need three. */
  readonly size?: number;
  readonly statementTimeoutMs?: number;
  readonly lockTimeoutMs?: number;
}

const timestampWithoutZone = 1114;
const bigint = 20;

/**
 * A few read-only connections to one database. The server itself refuses writes (`default_transaction_read_only`) and
 * ends what takes too long; a connection that broke is replaced by the next statement.
 */
export class Session implements Database {
  readonly name: string;
  readonly #connect: Connect;
  readonly #options: SessionOptions;
  readonly #idle: Client[] = [];
  readonly #waiting: (() => void)[] = [];
  #open = 0;
  #closed = false;

  constructor(connect: Connect, options: SessionOptions) {
    this.#connect = connect;
    this.#options = options;
    this.name = options.name;
  }

  async query<Row extends object>(
    text: string,
    values: readonly SqlValue[] = [],
    { signal, timeoutMs }: QueryOptions = {},
  ): Promise<Row[]> {
    signal?.throwIfAborted();
    const client = await this.#acquire(signal);
    const limit = timeoutMs ?? this.#options.statementTimeoutMs ?? 10_000;
    let cancelling: Promise<void> | undefined;
    const cancel = () => {
      cancelling = this.#cancel(client);
    };
    signal?.addEventListener('abort', cancel, { once: true });
    let broken = false;
    try {
      signal?.throwIfAborted();
      if (timeoutMs !== undefined) await client.query(`set statement_timeout = ${Math.ceil(timeoutMs)}`);
      // The server ends a slow statement itself; the client's own clock is for a server that no longer answers at all.
      const query = { text, values: [...values], query_timeout: limit + 5_000 };
      const { rows } = await client.query<Row>(query);
      if (timeoutMs !== undefined) await client.query(`set statement_timeout = ${this.#statementTimeout()}`);
      return rows;
    } catch (error) {
      broken = isConnectionLoss(error) || timeoutMs !== undefined;
      signal?.throwIfAborted();
      throw toProbeError(error, this.name);
    } finally {
      signal?.removeEventListener('abort', cancel);
      this.#release(client, broken, cancelling);
    }
  }

  /** Ends every connection; statements under way fail. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const wake of this.#waiting.splice(0)) wake();
    await Promise.all(this.#idle.splice(0).map(endClient));
  }

  #statementTimeout(): number {
    return this.#options.statementTimeoutMs ?? 10_000;
  }

  async #acquire(signal: AbortSignal | undefined): Promise<Client> {
    for (;;) {
      if (this.#closed) throw new ConnectionLostError(this.name, `The session with ${this.name} is closed.`);
      const client = this.#idle.pop();
      if (client !== undefined) return client;
      if (this.#open < (this.#options.size ?? 3)) return await this.#openClient(signal);
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
      signal?.throwIfAborted();
    }
  }

  async #openClient(signal: AbortSignal | undefined): Promise<Client> {
    this.#open += 1;
    try {
      const client = await this.#connect(signal === undefined ? {} : { signal });
      client.setTypeParser(timestampWithoutZone, (text: string) => new Date(`${text.replace(' ', 'T')}Z`));
      client.setTypeParser(bigint, Number);
      client.on('error', () => this.#forget(client));
      // Set after connecting, not as start-up options: a connection pooler refuses those. We take one core at most, and
      // compiling our short statements costs more than it saves.
      await client.query(
        `set default_transaction_read_only = on; set statement_timeout = ${this.#statementTimeout()};
         set lock_timeout = ${this.#options.lockTimeoutMs ?? 2_000}; set idle_in_transaction_session_timeout = 10000;
         set timezone = 'UTC'; set datestyle = 'ISO'; set max_parallel_workers_per_gather = 0;
         select set_config(name, 'off', false) from pg_settings where name = 'jit'`,
      );
      return client;
    } catch (error) {
      this.#open -= 1;
      this.#waiting.shift()?.();
      throw toProbeError(error, this.name);
    }
  }

  /** A cancellation may come when its statement has ended already: the next one on that connection would be hit by it. */
  #release(client: Client, broken: boolean, cancelling: Promise<void> | undefined): void {
    if (broken || this.#closed || cancelling !== undefined) {
      this.#open -= 1;
      void Promise.resolve(cancelling).then(() => endClient(client));
    } else {
      this.#idle.push(client);
    }
    this.#waiting.shift()?.();
  }

  /** An idle connection broke: nobody waits for it, so only the books change. */
  #forget(client: Client): void {
    const index = this.#idle.indexOf(client);
    if (index === -1) return;
    this.#idle.splice(index, 1);
    this.#open -= 1;
  }

  /** Asks the server, over a second connection, to end what this one is doing. */
  async #cancel(client: Client & { processID?: number | null }): Promise<void> {
    try {
      const messenger = await this.#connect({});
      messenger.on('error', () => undefined);
      await messenger.query('select pg_cancel_backend($1)', [client.processID ?? 0]);
      await endClient(messenger);
    } catch {
      // The statement then ends by its own timeout.
    }
  }
}

const farewellMs = 1_000;

/** Says goodbye; a server that no longer answers is left after a second, so that it cannot keep us from ending. */
const endClient = async (client: Client): Promise<void> => {
  const { connection } = client as Client & { readonly connection: { readonly stream: { destroy(): void } } };
  const timer = setTimeout(() => connection.stream.destroy(), farewellMs);
  await client.end().catch(() => undefined);
  clearTimeout(timer);
};

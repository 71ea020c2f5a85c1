import type { Client } from 'pg';
import { cutClient, endClient } from './close-client.ts';
import { readServerFacts } from './connection-facts.ts';
import type { Database, QueryOptions, SqlValue, Statement } from './database.ts';
import { isConnectionLoss, toProbeError } from './postgres-failures.ts';
import type { Connect } from './postgres-session.ts';
import { applicationName, findPublicToo, queryAll } from './read-transaction.ts';
import { timedQuery } from './timed-query.ts';

export interface WriterOptions {
  /** What error sentences call it: `database acme on 127.0.0.1:5432`. */
  readonly name: string;
  readonly signal?: AbortSignal;
  /** How long a statement waits for somebody else's lock before it gives up. */
  readonly lockTimeoutMs?: number;
  readonly statementTimeoutMs?: number;
  /** How long a server is waited for that answered the login and says no more. */
  readonly answerTimeoutMs?: number;
}

interface Limits {
  readonly lockTimeoutMs: number;
  readonly statementTimeoutMs: number;
}

/**
 * What a statement of a transaction sees of others: what was committed before it, or before the transaction began. A row
 * that somebody changed since then cannot be written any more (SQLSTATE 40001).
 */
export type Isolation = 'read committed' | 'repeatable read';

/** Longer than the server's own limit, for a server that no longer answers at all. */
const graceMs = 5_000;

/**
 * The one connection that may write: opened for a confirmed change, closed after it. Statements run one after the
 * other, each in a transaction of its own unless one was begun; the signal is heeded between them, and the server's own
 * limits end what takes too long. Nothing is set beyond a transaction.
 */
export class Writer implements Database, AsyncDisposable {
  readonly name: string;
  readonly #client: Client;
  readonly #limits: Limits;
  /** A standby takes no transaction that could write, and still answers. */
  readonly #standby: boolean;
  #lost = false;
  #begun = false;

  private constructor(client: Client, name: string, limits: Limits, standby: boolean) {
    this.#client = client;
    this.name = name;
    this.#limits = limits;
    this.#standby = standby;
  }

  /** @throws UserError in words when the server cannot be reached. */
  static async open(connect: Connect, options: WriterOptions): Promise<Writer> {
    const { name, signal, lockTimeoutMs = 1_000, statementTimeoutMs = 10_000, answerTimeoutMs = 10_000 } = options;
    const client = await connect(signal === undefined ? {} : { signal });
    const cut = (): void => cutClient(client);
    client.on('error', () => undefined);
    signal?.addEventListener('abort', cut, { once: true });
    try {
      signal?.throwIfAborted();
      const { direct, standby } = await readServerFacts(client, answerTimeoutMs);
      // A pooler would keep the name for whoever comes next.
      if (direct) await timedQuery(client, `set application_name = '${applicationName}'`, answerTimeoutMs);
      const writer = new Writer(client, name, { lockTimeoutMs, statementTimeoutMs }, standby);
      client.on('error', () => {
        writer.#lost = true;
      });
      return writer;
    } catch (error) {
      cut();
      signal?.throwIfAborted();
      throw toProbeError(error, name);
    } finally {
      signal?.removeEventListener('abort', cut);
    }
  }

  /** Whether the connection broke: what was not committed by then is rolled back by the server. */
  get lost(): boolean {
    return this.#lost;
  }

  async begin(isolation: Isolation = 'read committed'): Promise<void> {
    await this.#run(beginWriting(isolation, this.#limits, this.#standby));
    this.#begun = true;
  }

  /** What was written is on the server's disk when this returns, whatever the server's `synchronous_commit`. */
  async commit(): Promise<void> {
    await this.#end('commit');
  }

  /**
   * Statements and the commit, all sent at once: what they lock the server holds for as long as it takes itself, whatever
   * keeps us meanwhile. Where one fails, none is done.
   * @throws what the first that failed met.
   */
  async commitWith(statements: readonly Statement[]): Promise<void> {
    this.#begun = false;
    const all = [...statements, { text: 'commit', values: [] }];
    const timeoutMs = all.length * (this.#limits.statementTimeoutMs + graceMs);
    const ended = await Promise.allSettled(
      all.map(({ text, values }) => this.#heed(timedQuery(this.#client, text, timeoutMs, values))),
    );
    for (const one of ended) if (one.status === 'rejected') throw one.reason;
  }

  /** Without a connection the server has done so. */
  async rollback(): Promise<void> {
    if (!this.#lost) await this.#end('rollback').catch(() => undefined);
  }

  async query<Row extends object>(
    text: string,
    values?: readonly SqlValue[],
    { signal }: QueryOptions = {},
  ): Promise<Row[]> {
    signal?.throwIfAborted();
    return await this.#inTransaction(() => this.#run<Row>(text, values));
  }

  async queryTogether(texts: readonly string[], { signal }: QueryOptions = {}): Promise<readonly object[][]> {
    signal?.throwIfAborted();
    return await this.#inTransaction(() =>
      this.#heed(queryAll(this.#client, texts, this.#limits.statementTimeoutMs + graceMs)),
    );
  }

  async #inTransaction<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#begun) return await work();
    await this.begin();
    try {
      const result = await work();
      await this.commit();
      return result;
    } catch (error) {
      await this.rollback();
      throw error;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await endClient(this.#client);
  }

  async #end(how: 'commit' | 'rollback'): Promise<void> {
    this.#begun = false;
    if (this.#client.getTransactionStatus() !== 'I') await this.#run(how);
  }

  async #run<Row extends object>(text: string, values?: readonly SqlValue[]): Promise<Row[]> {
    const timeoutMs = this.#limits.statementTimeoutMs + graceMs;
    return (await this.#heed(timedQuery<Row>(this.#client, text, timeoutMs, values))).rows;
  }

  async #heed<Result>(answer: Promise<Result>): Promise<Result> {
    try {
      return await answer;
    } catch (error) {
      this.#lost ||= isConnectionLoss(error);
      throw toProbeError(error, this.name);
    }
  }
}

/**
 * The texts of values must not depend on what a role or a database has set: they are compared byte for byte. What is
 * reported as done must outlive a crash of the server. All that is written and compared is looked up by its key, a
 * few hundred rows at a time: no table is read whole for that, and compiling such a statement takes longer than to run it.
 */
const beginWriting = (isolation: Isolation, { lockTimeoutMs, statementTimeoutMs }: Limits, standby: boolean): string =>
  `begin isolation level ${isolation}${standby ? '' : ' read write'};
   set local statement_timeout = ${statementTimeoutMs}; set local lock_timeout = ${lockTimeoutMs};
   set local idle_in_transaction_session_timeout = 10000; set local application_name = '${applicationName}';
   set local timezone = 'UTC'; set local datestyle = 'ISO, YMD'; set local intervalstyle = 'postgres';
   set local bytea_output = 'hex'; set local extra_float_digits = 3;
   set local enable_seqscan = off; set local enable_hashjoin = off; set local enable_mergejoin = off;
   select set_config('jit', 'off', true) where current_setting('jit', true) is not null;
   select set_config('synchronous_commit', 'on', true) where current_setting('synchronous_commit') = 'off';
   ${findPublicToo}`;

import type { Client } from 'pg';
import type { DatabaseConnection } from '../../domain/database/database-connection.ts';
import { onAbort } from '../../lib/on-abort.ts';
import { requestCancel } from './cancel-request.ts';
import { cutClient, endClient } from './close-client.ts';
import {
  findPooling,
  isPoolerKey,
  readPrimary,
  readServerFacts,
  readStatementMode,
  type ServerFacts,
} from './connection-facts.ts';
import type { Database, QueryOptions, SqlValue } from './database.ts';
import { describeSilence, isConnectionLoss, toProbeError } from './postgres-failures.ts';
import { endReading, readInPieces, readInTransaction, readTogether } from './read-transaction.ts';
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
  /** How long a server, or a pooler without a free connection, is waited for that answered the login and says no more. */
  readonly answerTimeoutMs?: number;
}

const timestampWithoutZone = 1114;
const bigint = 20;
/** A pooler in session mode keeps a server for each of our clients, from a pool that Odoo lives on. */
const pooledSize = 2;
/** How long a statement is waited for that was asked to end. */
const cancelMs = 1_000;

/**
 * A few connections to one database that only read. Each statement runs in a read-only transaction of its own, and
 * whatever it needs set is set for that alone: behind a pooler the connection is somebody else's a moment later. The
 * server ends what takes too long; a connection that broke is replaced by the next statement.
 */
export class PostgresSession implements Database {
  readonly name: string;
  readonly #connect: Connect;
  readonly #options: Required<SessionOptions>;
  readonly #idle: Client[] = [];
  readonly #waiting = new Set<() => void>();
  /** Connections on their way back or out. */
  readonly #settling = new Set<Promise<void>>();
  /** What the server said of itself when a connection was opened that nothing was asked on since. */
  readonly #greeted = new WeakMap<Client, ServerFacts>();
  /** Connections whose transaction is just ending: to wait for one is a round trip, to open another one is seven. */
  #returning = 0;
  #isPooled = false;
  #open = 0;
  #closed = false;
  #described: Promise<DatabaseConnection> | undefined;

  constructor(connect: Connect, options: SessionOptions) {
    this.#connect = connect;
    this.#options = { size: 3, statementTimeoutMs: 10_000, lockTimeoutMs: 2_000, answerTimeoutMs: 10_000, ...options };
    this.name = options.name;
  }

  async query<Row extends object>(
    text: string,
    values: readonly SqlValue[] = [],
    { signal, timeoutMs }: QueryOptions = {},
  ): Promise<Row[]> {
    return await this.#use(signal, (client) =>
      readInTransaction<Row>(client, { text, values, ...this.#limits(timeoutMs) }),
    );
  }

  async queryInPieces<Row extends object>(
    text: string,
    values: readonly SqlValue[],
    take: (rows: readonly Row[]) => void,
    { signal, timeoutMs }: QueryOptions = {},
  ): Promise<void> {
    await this.#use(signal, (client) => readInPieces<Row>(client, { text, values, ...this.#limits(timeoutMs) }, take));
  }

  async queryTogether(
    texts: readonly string[],
    { signal, timeoutMs }: QueryOptions = {},
  ): Promise<readonly object[][]> {
    return await this.#use(signal, (client) => readTogether(client, { texts, ...this.#limits(timeoutMs) }));
  }

  /**
   * As they are once there is a connection. A pooler's is kept until a request to end its statement was taken, so that the
   * request cannot hit whoever gets it next; and before PostgreSQL 13 one message has one limit, the role's own where it
   * has any, which a statement that may take long is not to meet.
   */
  #limits(timeoutMs: number | undefined) {
    const { lockTimeoutMs, answerTimeoutMs, statementTimeoutMs } = this.#options;
    const atOnce = !this.#isPooled && timeoutMs === undefined;
    return { statementTimeoutMs: timeoutMs ?? statementTimeoutMs, lockTimeoutMs, answerTimeoutMs, atOnce };
  }

  /** Asked once, as a rule by the first who needs it: behind a pooler it takes a few round trips. */
  async describeConnection({ signal }: QueryOptions = {}): Promise<DatabaseConnection> {
    this.#described ??= this.#use(signal, async (client) => {
      const { answerTimeoutMs } = this.#options;
      // A connection that was opened for this question has just answered it.
      const { direct, ...facts } = this.#greeted.get(client) ?? (await readServerFacts(client, answerTimeoutMs));
      const pooler = direct ? 'none' : await findPooling(client, () => this.#connect({}));
      if (pooler === 'statement') return await readStatementMode(await this.#connect({}));
      return { ...facts, pooler, primary: facts.standby ? await readPrimary(client, answerTimeoutMs) : null };
    });
    try {
      return await this.#described;
    } catch (error) {
      this.#described = undefined;
      throw error;
    }
  }

  /** Ends every connection; statements under way fail. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const wake of this.#waiting) wake();
    await Promise.all([...this.#idle.splice(0).map(endClient), ...this.#settling]);
  }

  /**
   * Lends a connection for a piece of work. An abort is heard at once: the statement is asked to end, and its connection
   * given up, behind the caller's back.
   */
  async #use<Result>(signal: AbortSignal | undefined, work: (client: Client) => Promise<Result>): Promise<Result> {
    signal?.throwIfAborted();
    const client = await this.#acquire(signal);
    if (signal?.aborted === true) this.#settle(this.#giveBack(client));
    signal?.throwIfAborted();
    const running = work(client);
    const aborted = Promise.withResolvers<never>();
    const abort = (): void => aborted.reject(signal?.reason);
    const callOff = signal && onAbort(signal, abort);
    try {
      const result = await Promise.race([running, aborted.promise]);
      this.#greeted.delete(client);
      this.#settle(this.#giveBack(client));
      return result;
    } catch (error) {
      this.#settle(signal?.aborted === true ? this.#stop(client, running) : this.#giveBack(client, error));
      signal?.throwIfAborted();
      throw toProbeError(error, this.name);
    } finally {
      callOff?.();
    }
  }

  #settle(work: Promise<void>): void {
    const settled = work.finally(() => this.#settling.delete(settled));
    this.#settling.add(settled);
  }

  async #acquire(signal: AbortSignal | undefined): Promise<Client> {
    for (;;) {
      if (this.#closed) throw new ConnectionLostError(this.name, `The session with ${this.name} is closed.`);
      const client = this.#idle.pop();
      if (client !== undefined) return client;
      if (this.#returning <= this.#waiting.size && this.#open < this.#size()) return await this.#openClient(signal);
      await this.#awaitTurn(signal);
      signal?.throwIfAborted();
    }
  }

  #size(): number {
    return this.#isPooled ? Math.min(pooledSize, this.#options.size) : this.#options.size;
  }

  async #awaitTurn(signal: AbortSignal | undefined): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const wake = (): void => resolve();
    this.#waiting.add(wake);
    const callOff = signal && onAbort(signal, wake);
    await promise;
    callOff?.();
    this.#waiting.delete(wake);
    // Woken for a connection that is not wanted any more: the next in line takes it.
    if (signal?.aborted === true) this.#wakeOne();
  }

  async #openClient(signal: AbortSignal | undefined): Promise<Client> {
    this.#open += 1;
    let client: Client | undefined;
    const cut = (): void => {
      if (client !== undefined) cutClient(client);
    };
    try {
      client = await this.#connect(signal === undefined ? {} : { signal });
      client.setTypeParser(timestampWithoutZone, (text: string) => new Date(`${text.replace(' ', 'T')}Z`));
      client.setTypeParser(bigint, Number);
      const opened = client;
      client.on('error', () => this.#forget(opened));
      signal?.addEventListener('abort', cut, { once: true });
      await this.#greet(client);
      signal?.throwIfAborted();
      return client;
    } catch (error) {
      cut();
      this.#leave();
      signal?.throwIfAborted();
      throw toProbeError(error, this.name);
    } finally {
      signal?.removeEventListener('abort', cut);
    }
  }

  async #greet(client: Client): Promise<void> {
    try {
      const facts = await readServerFacts(client, this.#options.answerTimeoutMs);
      this.#isPooled = !facts.direct;
      this.#greeted.set(client, facts);
    } catch (error) {
      throw describeSilence(error, this.name, isPoolerKey(client)) ?? error;
    }
  }

  /** Ends the transaction; a connection that is of no more use goes. */
  async #giveBack(client: Client, error?: unknown): Promise<void> {
    let isBroken = isConnectionLoss(error);
    if (!isBroken) {
      this.#returning += 1;
      await endReading(client, this.#options.answerTimeoutMs, error).catch(() => {
        isBroken = true;
      });
      this.#returning -= 1;
    }
    const isSpare = this.#isPooled && this.#idle.length > 0 && this.#waiting.size === 0;
    if (isBroken || isSpare || this.#closed) {
      await endClient(client);
      this.#leave();
    } else {
      this.#idle.push(client);
      this.#wakeOne();
    }
  }

  /**
   * The transaction stays open until the request to end its statement was taken, so that the request cannot hit whoever
   * gets the server's connection next. What does not end within a second is cut.
   */
  async #stop(client: Client, running: Promise<unknown>): Promise<void> {
    const timer = setTimeout(() => cutClient(client), cancelMs);
    await Promise.allSettled([requestCancel(client, { withinMs: cancelMs }), running]);
    clearTimeout(timer);
    await endClient(client);
    this.#leave();
  }

  #leave(): void {
    this.#open -= 1;
    this.#wakeOne();
  }

  #wakeOne(): void {
    const [wake] = this.#waiting;
    if (wake === undefined) return;
    this.#waiting.delete(wake);
    wake();
  }

  /** An idle connection broke: nobody waits for it, so only the books change. */
  #forget(client: Client): void {
    const index = this.#idle.indexOf(client);
    if (index === -1) return;
    this.#idle.splice(index, 1);
    this.#open -= 1;
  }
}

import { Client } from 'pg';
import type { Dialect } from './dialect.ts';
import type { QueueRunnerOptions } from './runner-options.ts';

/** The connections of one cron worker: to `postgres`, or what db_system names since 20, for its wake-up calls, and two to the Odoo database. */
export class Connections {
  /** Holds the lock on the job's row. */
  readonly cron: Client;
  /** Does the job. */
  readonly job: Client;
  readonly #listener: Client | undefined;
  #loss: Error | undefined;
  #wake: (() => void) | undefined;
  /** A call that came while nobody waited, during a run: it is answered right after. */
  #called = false;

  constructor({ postgres, systemDatabase = 'postgres' }: QueueRunnerOptions, dialect: Dialect) {
    const name = dialect.namesItself ? { application_name: `odoo-${process.pid}` } : {};
    this.cron = new Client({ ...postgres, ...name });
    this.job = new Client({ ...postgres, ...name });
    const database = dialect.hasSystemDatabase ? systemDatabase : 'postgres';
    this.#listener = dialect.hasTriggers ? new Client({ ...postgres, ...name, database }) : undefined;
  }

  /** Connects and listens for wake-up calls, which Odoo expects in that one database and nowhere else. */
  async open(): Promise<void> {
    for (const client of this.#all()) {
      client.on('error', (error) => this.#lose(error));
      client.on('end', () => this.#lose(new Error('the server closed the connection')));
    }
    await Promise.all(this.#all().map((client) => client.connect()));
    this.#listener?.on('notification', () => {
      if (this.#wake === undefined) this.#called = true;
      else this.#wake();
    });
    await this.#listener?.query('listen cron_trigger');
  }

  /** Until somebody calls, the time is up, or we are to stop. @throws when a connection was lost. */
  async waitForCall(timeoutMs: number, signal: AbortSignal): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const wake = (): void => resolve();
    const timer = setTimeout(wake, timeoutMs);
    this.#wake = wake;
    signal.addEventListener('abort', wake);
    if (this.#loss !== undefined || signal.aborted || this.#called) wake();
    this.#called = false;
    await promise;
    clearTimeout(timer);
    signal.removeEventListener('abort', wake);
    this.#wake = undefined;
    if (this.#loss !== undefined) throw this.#loss;
  }

  async close(): Promise<void> {
    await Promise.allSettled(this.#all().map((client) => client.end()));
  }

  #all(): readonly Client[] {
    return [this.cron, this.job, ...(this.#listener === undefined ? [] : [this.#listener])];
  }

  #lose(error: Error): void {
    this.#loss ??= error;
    this.#wake?.();
  }
}

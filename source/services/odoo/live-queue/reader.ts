import { type MailState, mailStates } from '../../../domain/mail/mail-state.ts';
import type { OutstandingMail } from '../../../domain/mail/outstanding-mail.ts';
import type { OutstandingMails } from '../../../domain/mail/outstanding-mails.ts';
import type { NoticesLeft } from '../../../domain/mail/vanished-mail.ts';
import { sanitize } from '../../../domain/sanitize.ts';
import type { Database, QueryOptions } from '../../postgres/database.ts';
import type { OdooSchema } from '../odoo-schema.ts';
import { readNoticesLeft } from '../queries/recipients/notices-left.ts';
import { isTracked, regroup, revealFailures } from '../tracked-failures.ts';
import { type DetailRow, toOutstandingMail } from './detail-row.ts';
import { type LockHolder, readLockHolder } from './lock-holder.ts';
import {
  type DispensableColumn,
  dispensableColumns,
  type LiveQueueStatements,
  liveQueueStatements,
} from './queue-statements.ts';
import { parseSnapshot, type Snapshot, shortTransactionId } from './snapshot.ts';
import { type StandingRow, toOutstandingMails } from './standing-columns.ts';

export interface Look {
  readonly snapshot: Snapshot;
  /** PostgreSQL's own tally of writes to mail_mail: a hint, up to ten seconds late. */
  readonly writes: number;
}

export interface Verification {
  readonly snapshot: Snapshot;
  /** The ids of the rows that lie where they lay, not written to since; undefined where these are all. */
  readonly untouched: readonly number[] | undefined;
  /** The highest id there is. */
  readonly top: number;
}

export interface FullCount {
  readonly counts: Readonly<Record<MailState, number>>;
  readonly outstandingIds: readonly number[];
}

interface VerificationRow {
  readonly snapshot: string;
  readonly untouched: number;
  readonly ids: number[] | null;
  readonly top: number | null;
}

/** Every mail that has not left, with how many there are in each state. */
export interface StandingRead {
  readonly counts: Readonly<Record<MailState, number>>;
  readonly mails: OutstandingMails;
}

/** Mails that failed with one text. */
export interface StoredFailure {
  /** Sanitized; empty where Odoo stored none. */
  readonly text: string;
  readonly ids: readonly number[];
}

/** Fewer than a planner would read the whole table for. */
const mailsInPage = 5_000;

/** The statements of the live queue as functions: what is there, nothing about what it means. */
export class LiveQueueReader {
  readonly #database: Database;
  readonly #statements: LiveQueueStatements;
  readonly #schema: OdooSchema | undefined;

  /**
   * `serverVersion` is PostgreSQL's `server_version_num`; `missing` are columns that were dropped. With the schema,
   * failures that mail_tracking keeps elsewhere are read there.
   */
  constructor(
    database: Database,
    serverVersion: number,
    missing: readonly DispensableColumn[] = [],
    schema?: OdooSchema,
  ) {
    this.#database = database;
    this.#schema = schema;
    this.#statements = liveQueueStatements(serverVersion, missing);
  }

  /** A reader that speaks the dialect of the server behind `database`. */
  static async open(
    database: Database,
    { schema, ...options }: QueryOptions & { readonly schema?: OdooSchema } = {},
  ): Promise<LiveQueueReader> {
    const [row] = await database.query<{ version: number; missing: readonly DispensableColumn[] }>(
      `select current_setting('server_version_num')::int as version,
         array(
           select name from unnest($1::text[]) as known(name)
           where not exists (
             select from pg_attribute a
             where a.attrelid = to_regclass('mail_mail') and a.attname = known.name and not a.attisdropped
           )
         ) as missing`,
      [dispensableColumns],
      options,
    );
    return new LiveQueueReader(database, row?.version ?? 0, row?.missing ?? [], schema);
  }

  /** Whether anything became visible at all; well under a millisecond of server time. */
  async look(options: QueryOptions = {}): Promise<Look> {
    const [row] = await this.#database.query<{ snapshot: string; writes: number }>(this.#statements.look, [], options);
    if (row === undefined) throw new Error('a statement without FROM rows returned nothing');
    return { snapshot: parseSnapshot(row.snapshot), writes: row.writes };
  }

  /** Outstanding ids among the newest `limit` rows, walking the primary key backwards. */
  async newestOutstanding(
    limit: number,
    options: QueryOptions = {},
  ): Promise<{ ids: number[]; top: number; snapshot: Snapshot }> {
    const [row] = await this.#database.query<{ snapshot: string; ids: number[] | null; top: number | null }>(
      this.#statements.newestOutstanding,
      [limit],
      options,
    );
    if (row === undefined) throw new Error('an aggregate returned no row');
    return { ids: row.ids ?? [], top: row.top ?? 0, snapshot: parseSnapshot(row.snapshot) };
  }

  /** Rows above an id that were written by transactions which `since` could not see, whatever their state. */
  rowsAbove(id: number, since: Snapshot, options: QueryOptions = {}): Promise<{ id: number; state: string | null }[]> {
    return this.#database.query(this.#statements.rowsAbove, [id, shortTransactionId(since.xmin)], options);
  }

  /** Looks at the places where known rows lay: whether nobody has written to any of them since, and else to which not. */
  async verify(tupleIds: readonly string[], since: Snapshot, options: QueryOptions = {}): Promise<Verification> {
    const [row] = await this.#database.query<VerificationRow>(
      this.#statements.verify,
      [tupleIds, shortTransactionId(since.xmin), tupleIds.length],
      options,
    );
    if (row === undefined) throw new Error('an aggregate returned no row');
    const isWhole = row.untouched === tupleIds.length;
    return {
      snapshot: parseSnapshot(row.snapshot),
      untouched: isWhole ? undefined : (row.ids ?? []),
      top: row.top ?? 0,
    };
  }

  /** Mails queued in the last hour by minutes ago, as far as the newest `limit` rows reach back. */
  arrivals(limit: number, options: QueryOptions = {}): Promise<{ minutes_ago: number; mails: number }[]> {
    return this.#database.query(this.#statements.arrivals, [limit], options);
  }

  /** The outstanding ones among these ids; whoever is missing was sent, cancelled or deleted. */
  async details(
    ids: readonly number[],
    options: QueryOptions = {},
  ): Promise<{ outstanding: OutstandingMail[]; others: ReadonlyMap<number, string | null> }> {
    const rows = await this.#database.query<DetailRow>(this.#statements.details, [ids], options);
    const tracked = await this.#reveal(() => rows.map(({ id, failure_reason: text }) => ({ id, text })), options);
    const outstanding: OutstandingMail[] = [];
    const others = new Map<number, string | null>();
    for (const row of rows) {
      const mail = toOutstandingMail({ ...row, failure_reason: tracked.get(row.id) ?? row.failure_reason });
      if (mail === null) others.set(row.id, row.state);
      else outstanding.push(mail);
    }
    return { outstanding, others };
  }

  /**
   * What the notifications of those messages say that belong to no mail any more; nothing of messages that have none, and
   * nothing at all where this role may not read them. Cost: an index lookup a message.
   */
  async noticesLeft(
    messages: readonly number[],
    options: QueryOptions = {},
  ): Promise<ReadonlyMap<number, NoticesLeft>> {
    if (messages.length === 0 || this.#schema === undefined) return new Map();
    return await readNoticesLeft({ database: this.#database, schema: this.#schema }, messages, options);
  }

  /** Whose lock keeps the queue from being read; undefined where that is over. */
  lockHolder(options: QueryOptions = {}): Promise<LockHolder | undefined> {
    return readLockHolder(this.#database, options);
  }

  /** Counts every state and collects the outstanding ids: one scan of the whole table (about 2 s for 5 million rows). */
  async countAll(options: QueryOptions = {}): Promise<FullCount> {
    const rows = await this.#database.query<{ state: string | null; mails: number; ids: number[] | null }>(
      this.#statements.countAll,
      [],
      options,
    );
    return { counts: tally(rows), outstandingIds: rows.flatMap(({ ids }) => ids ?? []) };
  }

  /** The whole queue at one moment. Cost: one scan of the whole table, and one lookup for each mail without a date. */
  async standing(options: QueryOptions = {}): Promise<StandingRead> {
    const rows = await this.#database.query<StandingRow>(this.#statements.standing, [], options);
    return { counts: tally(rows), mails: toOutstandingMails(rows) };
  }

  /**
   * Why the failed ones among these mails failed, page by page, in a page each text once: thousands of mails may have a
   * text of their own. Cost: one lookup a mail.
   */
  async *storedFailures(
    failed: OutstandingMails,
    options: QueryOptions = {},
  ): AsyncGenerator<readonly StoredFailure[]> {
    const { ids } = failed;
    for (let from = 0; from < ids.length; from += mailsInPage) {
      yield await this.#failuresOf(ids.slice(from, from + mailsInPage), options);
    }
  }

  async #failuresOf(ids: readonly number[], options: QueryOptions): Promise<readonly StoredFailure[]> {
    const rows = await this.#database.query<{ text: string; ids: string }>(this.#statements.failuresOf, [ids], options);
    const groups = rows.map(({ text, ids }) => ({ text, ids: ids.split(',').map(Number) }));
    const tracked = await this.#reveal(
      () => groups.flatMap(({ text, ids }) => ids.map((id) => ({ id, text }))),
      options,
    );
    return regroup(groups, tracked).map(({ text, ids }) => ({ text: sanitize(text), ids }));
  }

  async #reveal(
    list: () => readonly { readonly id: number; readonly text: string | null }[],
    options: QueryOptions,
  ): Promise<ReadonlyMap<number, string>> {
    const schema = this.#schema;
    if (schema === undefined || !isTracked(schema)) return new Map();
    return await revealFailures({ database: this.#database, schema }, list(), options);
  }
}

const tally = (rows: readonly { readonly state: string | null; readonly mails: number }[]): FullCount['counts'] => {
  const counts: Record<MailState, number> = { outgoing: 0, exception: 0, sent: 0, cancel: 0, received: 0 };
  for (const { state, mails } of rows) {
    const known = mailStates.find((name) => name === state);
    if (known !== undefined) counts[known] += mails;
  }
  return counts;
};

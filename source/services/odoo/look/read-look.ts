import type { Database, QueryOptions } from '../../postgres/database.ts';
import { toLine } from '../decode.ts';
import { runStatement } from '../statement.ts';
import type { LookStatements } from './look-statements.ts';

/** What a look read. Times in ms since 1970. */
export interface LookReading {
  readonly now: number;
  /** The server's own count of writes to mail_mail; null where it keeps none. */
  readonly writes: string | null;
  readonly cron: {
    readonly active: boolean;
    readonly nextCall: number | null;
    readonly lastCall: number | null;
    readonly othersRun: boolean;
  } | null;
  readonly mailHosts: readonly string[];
  readonly neutralized: boolean;
  /** When a mail was last seen to leave, where that was asked for and anything was written since; null: not among the newest. */
  readonly lastSentAt?: number | null | undefined;
  /** Undefined where nothing was written since the last count: the numbers are as they were. */
  readonly queue:
    | {
        readonly outgoing: number;
        readonly exception: number;
        readonly oldestOutgoingAt: number | null;
        /** The highest id given out so far; null where that cannot be read. */
        readonly lastId: number | null;
        /** Mails that failed since the moment that was asked for, by text; undefined where the table does not say when. */
        readonly failed: readonly { readonly text: string; readonly ids: readonly number[] }[] | undefined;
      }
    | undefined;
}

interface Surroundings {
  readonly now: number;
  readonly writes: string | null;
  readonly hosts: readonly string[] | null;
  readonly neutralized: boolean;
  readonly cron_id: number | null;
  readonly active: boolean | null;
  readonly nextcall: number | null;
  readonly lastcall: number | null;
  readonly others_run: boolean | null;
}

interface Counts {
  readonly outgoing: number;
  readonly exception: number;
  readonly oldest: number | null;
  readonly last_id: number | null;
}

export interface LookRequest extends QueryOptions {
  /** Whether to read when mail was last seen to leave. */
  readonly withLastSent?: boolean;
  /** What `writes` was when the mails were last counted; null counts them anyway. */
  readonly countedAt: string | null;
  /** Failed mails written since then are read; ms since 1970. Undefined: since ten minutes before now. */
  readonly failedSince: number | undefined;
}

const toMs = (seconds: number | null): number | null => (seconds === null ? null : seconds * 1_000);

const firstLookBackMs = 600_000;

/**
 * Looks at one queue. Cost: some rows of small tables; where mail_mail was written to since the last count, one or two
 * scans of it. The counter of writes is read before the count, so that what is written in between is counted next time.
 */
export const readLook = async (
  database: Database,
  name: string,
  { surroundings, counts, failures, lastSent }: LookStatements,
  { countedAt, failedSince, withLastSent = false, ...options }: LookRequest,
): Promise<LookReading> => {
  const [around] = await runStatement<Surroundings>(
    database,
    name,
    { what: 'the queue and its scheduled action', text: surroundings },
    options,
  );
  if (around === undefined) throw new Error('a statement without a table returned no row');
  const now = around.now * 1_000;
  const isUnchanged = around.writes !== null && around.writes === countedAt;
  return {
    now,
    writes: around.writes,
    cron:
      around.cron_id === null
        ? null
        : {
            active: around.active === true,
            nextCall: toMs(around.nextcall),
            lastCall: toMs(around.lastcall),
            othersRun: around.others_run === true,
          },
    mailHosts: (around.hosts ?? []).map((host) => toLine(host)),
    neutralized: around.neutralized,
    lastSentAt:
      !withLastSent || isUnchanged || lastSent === undefined
        ? undefined
        : await readLastSentAt(database, name, lastSent, options),
    queue: isUnchanged
      ? undefined
      : await readQueue(database, name, { counts, failures }, failedSince ?? now - firstLookBackMs, options),
  };
};

const readLastSentAt = async (
  database: Database,
  name: string,
  text: string,
  options: QueryOptions,
): Promise<number | null> => {
  const statement = { what: 'what was sent (mail_mail, mail_message)', text };
  const [row] = await runStatement<{ at: number | null }>(database, name, statement, options);
  return toMs(row?.at ?? null);
};

const readQueue = async (
  database: Database,
  name: string,
  { counts, failures }: Pick<LookStatements, 'counts' | 'failures'>,
  failedSince: number,
  options: QueryOptions,
): Promise<LookReading['queue']> => {
  const [row] = await runStatement<Counts>(database, name, { what: 'the mails (mail_mail)', text: counts }, options);
  const { outgoing = 0, exception = 0, oldest = null, last_id: lastId = null } = row ?? {};
  const failed =
    failures === undefined
      ? undefined
      : exception === 0
        ? []
        : await runStatement<{ text: string; ids: number[] }>(
            database,
            name,
            { what: 'the failed mails (mail_mail)', text: failures, values: [failedSince / 1_000] },
            options,
          );
  return { outgoing, exception, oldestOutgoingAt: toMs(oldest), lastId, failed };
};

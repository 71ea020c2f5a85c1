import { secondMs } from '../../lib/time-units.ts';
import { type LogRecord, quoteRecord } from './odoo-log.ts';

/**
 * How a run of a scheduled action went, by the log. `cut`: it never ended, and something says that it cannot any more;
 * `not-told`: it began, and nothing was written since.
 */
export interface LoggedRun {
  /** Null where the line lies before what was read. */
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
  readonly outcome: 'done' | 'partly' | 'failed' | 'cut' | 'not-told';
  /** What the log says of a bad end; null for a good one, or where it says nothing. */
  readonly words: string | null;
}

/** The scheduled action that is meant. */
export interface LoggedJob {
  readonly id: number;
  readonly name: string | null;
  readonly database: string;
}

type Event =
  | { readonly kind: 'start' }
  | { readonly kind: 'end'; readonly outcome: LoggedRun['outcome']; readonly seconds: number | undefined }
  | { readonly kind: 'failed' };

const shippedName = 'Mail: Email Queue Manager';

/** What begins and ends a run, by hand or not: 14 to 17, then 18, then 19 and after (base/models/ir_cron.py). */
const readEvent = (message: string, job: LoggedJob): Event | undefined => {
  const text = message.trim();
  const isNamed = (name: string | undefined): boolean => name === job.name || name === shippedName;
  const started = /^(?:Starting|Manually starting) job `(.+)`\.$/.exec(text);
  if (started !== null) return isNamed(started[1]) ? { kind: 'start' } : undefined;
  const done = /^Job (?:done: `(.+)` \(([\d.]+)s\)|`(.+)` done)\.$/.exec(text);
  if (done !== null) {
    if (!isNamed(done[1] ?? done[3])) return undefined;
    return { kind: 'end', outcome: 'done', seconds: done[2] === undefined ? undefined : Number(done[2]) };
  }
  if (new RegExp(`^Call from cron .* failed in Job #${job.id}$`).test(text)) return { kind: 'failed' };
  const [, id, what = ''] = /^Job (?:'.*'|".*") \((\d+)\) (.+)$/.exec(text) ?? [];
  return Number(id) === job.id ? readNumbered(what) : undefined;
};

const readNumbered = (what: string): Event | undefined => {
  if (what === 'starting' || what === 'started manually') return { kind: 'start' };
  if (what === 'done') return { kind: 'end', outcome: 'done', seconds: undefined };
  if (what === 'timed out' || /^server action #\S+ failed/.test(what)) return { kind: 'failed' };
  const [, seconds] = /^done in ([\d.]+)s$/.exec(what) ?? [];
  if (seconds !== undefined) return { kind: 'end', outcome: 'done', seconds: Number(seconds) };
  const [, status, duration] = /^(fully done|partially done|failed) \(.*duration ([\d.]+)s\)$/.exec(what) ?? [];
  if (status === undefined) return undefined;
  const outcomes: Readonly<Record<string, LoggedRun['outcome']>> = { 'fully done': 'done', 'partially done': 'partly' };
  return { kind: 'end', outcome: outcomes[status] ?? 'failed', seconds: Number(duration) };
};

/** Why a process is about to lose its work, and which process (odoo/service/server.py). */
const readLimit = ({ message, pid }: LogRecord): { readonly pid: number; readonly words: string } | undefined => {
  const text = message.trim();
  const [, killed] = /^\w+ \((\d+)\) timeout after [\d.]+s$/.exec(text) ?? [];
  if (killed !== undefined) return { pid: Number(killed), words: `${text}: Odoo killed it (SIGKILL)` };
  const [, limited] = /^Worker \((\d+)\) (?:CPU time|virtual memory) limit \(.+\) reached\.$/.exec(text) ?? [];
  if (limited !== undefined) return { pid: Number(limited), words: text };
  return /^Thread .+ virtual real time limit \(.+\) reached\.$/.test(text) ? { pid, words: text } : undefined;
};

interface OpenRun {
  readonly startedAt: Date;
  readonly pid: number;
  limit: string | null;
}

/**
 * The runs of a scheduled action in a piece of a log, oldest first. It never runs twice at once (its row is locked), so
 * that a new beginning tells that the run before it was cut.
 */
export const readRuns = (records: readonly LogRecord[], job: LoggedJob): readonly LoggedRun[] => {
  const runs: LoggedRun[] = [];
  let open: OpenRun | undefined;
  const cut = (words: string): void => {
    if (open === undefined) return;
    runs.push({ startedAt: open.startedAt, endedAt: null, outcome: 'cut', words: open.limit ?? words });
    open = undefined;
  };
  for (const record of records) {
    const limit = readLimit(record);
    if (limit !== undefined && open?.pid === limit.pid) open.limit = limit.words;
    // The first line of a new Odoo (odoo/cli/server.py); another one may serve other databases.
    if (open?.limit !== null && /^Odoo version /.test(record.message)) cut('');
    if (record.database !== job.database) continue;
    const event = readEvent(record.message, job);
    if (event === undefined) continue;
    if (event.kind === 'start') {
      cut('it was begun anew before it had ended');
      open = { startedAt: record.at, pid: record.pid, limit: null };
      continue;
    }
    runs.push(endRun(open, record, event));
    open = undefined;
  }
  if (open?.limit !== undefined && open.limit !== null) cut('');
  else if (open !== undefined)
    runs.push({ startedAt: open.startedAt, endedAt: null, outcome: 'not-told', words: null });
  return withoutEcho(runs);
};

const endRun = (
  open: OpenRun | undefined,
  record: LogRecord,
  event: Exclude<Event, { readonly kind: 'start' }>,
): LoggedRun => {
  const seconds = event.kind === 'end' ? event.seconds : undefined;
  const before = seconds === undefined ? null : new Date(record.at.getTime() - seconds * secondMs);
  const outcome = event.kind === 'failed' ? 'failed' : event.outcome;
  return {
    startedAt: open?.startedAt ?? before,
    endedAt: record.at,
    outcome,
    words: outcome === 'failed' ? quoteRecord(record) : null,
  };
};

/** From 19 on a failure is logged with its traceback, and once more as how the run ended. */
const withoutEcho = (runs: readonly LoggedRun[]): readonly LoggedRun[] =>
  runs.filter((run, index) => {
    const before = runs[index - 1];
    const isEcho =
      run.outcome === 'failed' &&
      before?.outcome === 'failed' &&
      before.endedAt !== null &&
      run.startedAt !== null &&
      run.startedAt <= before.endedAt;
    return !isEcho;
  });

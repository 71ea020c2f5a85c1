import type { Finding } from '../domain/finding/finding.ts';
import { countOf } from '../domain/wording/count.ts';
import { formatClock, formatDuration } from '../domain/wording/duration.ts';
import { minuteMs } from '../lib/time-units.ts';

/** What a monitor of this database has left behind. Times are moments, null where there was none. */
export type WatchSight =
  | {
      readonly kind: 'watched';
      /** The file with its state. */
      readonly path: string;
      /** When it last looked, with or without success. */
      readonly lookedAt: Date | null;
      /** Why its last look failed; null when it did not. */
      readonly trouble: string | null;
      /** Whom it tells, with the last try's failure. */
      readonly notifiers: readonly { readonly name: string; readonly trouble: string | null }[];
    }
  /** A monitor watches a database of this name, on a server that it was told of in another way. */
  | { readonly kind: 'perhaps'; readonly path: string }
  | { readonly kind: 'none'; readonly folders: readonly string[] }
  /** A folder or file may not be read; the reason is a clause. */
  | { readonly kind: 'unread'; readonly path: string; readonly why: string };

type Judged = Pick<Finding, 'status' | 'summary'> & { readonly detail?: string };

/** One that looks every minute, or every quarter of an hour where somebody chose so, has missed a look by then. */
export const silentAfterMs = 30 * minuteMs;

const begin =
  'odoo-mail-doctor monitor --rules FILE keeps watch; with --print-systemd it prints a unit that keeps it running, and --try-notifiers shows that somebody is reached.';

/** Whether somebody would be told that mail stopped. */
export const judgeWatch = (seen: WatchSight, now: Date): Judged => {
  switch (seen.kind) {
    case 'none':
      return {
        status: 'warn',
        summary: 'No monitor of this program watches this database: customers are the first to notice when mail stops.',
        detail: `${begin} Looked in ${seen.folders.join(' and ')}; whether another program watches is not known here.`,
      };
    case 'unread':
      return {
        status: 'unknown',
        summary: `Whether a monitor watches is not known: ${seen.path} cannot be read, because ${seen.why}.`,
        detail: 'Run this as the account that the monitor runs as, or as root.',
      };
    case 'perhaps':
      return {
        status: 'unknown',
        summary: `A monitor watches a database of this name, but it was pointed there in another way, so it may be another server's (${seen.path}).`,
        detail: 'Name the database here with the same -c, -d or --dsn that the monitor was started with.',
      };
    case 'watched':
      return judgeWatched(seen, now);
  }
};

const judgeWatched = (
  { path, lookedAt, trouble, notifiers }: Extract<WatchSight, { readonly kind: 'watched' }>,
  now: Date,
): Judged => {
  if (lookedAt === null) {
    return { status: 'unknown', summary: `A monitor knows this database and has not looked at it yet (${path}).` };
  }
  const ago = now.getTime() - lookedAt.getTime();
  if (ago > silentAfterMs) {
    return {
      status: 'fail',
      summary: `The monitor has not looked for ${formatDuration(ago)}, since ${formatClock(lookedAt, now)}: it does not run any more.`,
      detail: `Start it again (systemctl status shows why it ended). Its state lies in ${path}.`,
    };
  }
  const looked = `looked ${ago < minuteMs ? 'less than a minute' : formatDuration(ago)} ago`;
  if (trouble !== null) {
    return { status: 'warn', summary: `The monitor ${looked} and could not read the database: ${trouble}` };
  }
  if (notifiers.length === 0) {
    return {
      status: 'warn',
      summary: `The monitor ${looked}, but it tells nobody: its config file names no notify.`,
      detail: 'Name a mail address, webhook or command under notify in its config file; --try-notifiers tries them.',
    };
  }
  const broken = notifiers.filter((each) => each.trouble !== null);
  const [first] = broken;
  if (first !== undefined) {
    return {
      status: broken.length === notifiers.length ? 'fail' : 'warn',
      summary: `The monitor ${looked}, but ${first.name} cannot be reached: ${first.trouble}`,
      detail: 'odoo-mail-doctor monitor --rules FILE --try-notifiers sends each of them a try.',
    };
  }
  return {
    status: 'ok',
    summary: `The monitor ${looked} and has ${countOf(notifiers.length, 'way', 'ways')} to tell somebody: ${notifiers.map(({ name }) => name).join(', ')}.`,
  };
};

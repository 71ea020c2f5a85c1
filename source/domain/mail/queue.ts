import { hourMs, minuteMs } from '../../lib/time-units.ts';
import type { FailureClass } from '../replies/classes/index.ts';
import type { FailureGroup } from '../replies/groups.ts';
import type { MailState } from './mail-state.ts';

/** How finely events are counted, and how far back. */
export interface ChartScale {
  readonly bucketMs: number;
  readonly buckets: number;
}

/** The last hour in steps of five minutes. */
export const hourScale = { bucketMs: 5 * minuteMs, buckets: 12 } as const;
/** The last day in steps of an hour. */
export const dayScale = { bucketMs: hourMs, buckets: 24 } as const;

/** Mails by when they were written, left and failed, oldest step first; the last step is under way. */
export interface QueueCharts {
  /** What was put into the queue, as far as Odoo kept it: a sent notification deletes itself. */
  readonly arrivals: readonly number[];
  /** What was seen leaving: nothing is known of the time before `watchedSince`. */
  readonly departures: readonly number[];
  readonly newFailures: readonly number[];
}

export interface QueuePicture {
  readonly counts: Readonly<Record<MailState, number>>;
  /** False until the first full count: the numbers are then what has been found so far. */
  readonly complete: boolean;
  /** Mails were seen leaving since `sent` and `cancel` were last counted, which may hold some of them already: they are about right. */
  readonly isMovedOn: boolean;
  readonly oldestOutgoingAt: Date | null;
  readonly oldestExceptionAt: Date | null;
  /** Waiting mails that are held back on purpose until a later date. */
  readonly scheduled: number;
  readonly failures: readonly FailureGroup[];
  /** Per five minutes over the last hour. */
  readonly hour: QueueCharts;
  /** Per hour over the last day. */
  readonly day: QueueCharts;
  /** Departures are known from here on. */
  readonly watchedSince: Date;
  /** When the oldest mail of a class failed that still stands so. */
  readonly failingSince: ReadonlyMap<FailureClass, Date>;
}

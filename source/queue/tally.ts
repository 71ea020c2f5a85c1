import type { QueuePicture } from '../domain/mail/queue.ts';
import { type FailureGroup, groupFailures, type MeaningCache } from '../domain/replies/groups.ts';
import { minuteMs } from '../lib/time-units.ts';
import type { Refresh } from './live-queue.ts';
import { type MovedMail, type OutstandingSet, wasSent } from './outstanding-set.ts';
import { TwoCharts } from './two-charts.ts';

/** What a picture says about the outstanding mails themselves. */
type Standing = Pick<
  QueuePicture,
  'oldestOutgoingAt' | 'oldestExceptionAt' | 'scheduled' | 'failures' | 'failingSince'
> & { readonly outgoing: number; readonly exception: number; readonly newFailures: TwoCharts };

/** Turns the outstanding mails, and what came and went, into numbers. */
export class Tally {
  readonly #stories: MeaningCache = new Map();
  #failures: readonly FailureGroup[] | undefined;
  readonly #arrivals = new TwoCharts();
  readonly #departures = new TwoCharts();
  #watchedSince: Date | undefined;
  #left = { sent: 0, cancel: 0 };

  /** Mails sent and cancelled that were seen leaving so far; a full count in progress subtracts what it may contain. */
  get left(): Readonly<{ sent: number; cancel: number }> {
    return this.#left;
  }

  /** Arrivals of the day before watching begins, now. */
  backfill(arrivals: readonly { minutes_ago: number; mails: number }[], nowMs: number): void {
    this.#watchedSince = new Date(nowMs);
    for (const { minutes_ago: minutes, mails } of arrivals) this.#arrivals.add(nowMs - minutes * minuteMs, mails);
  }

  /** Takes in what one refresh found. */
  record({ arrived, changed, departed, passedThrough, foundLater }: Refresh, nowMs: number): void {
    const isFailed = ({ state }: MovedMail): boolean => state === 'exception';
    const failuresMoved =
      changed.length > 0 || arrived.some(isFailed) || departed.some(({ was }) => was === 'exception');
    if (failuresMoved) this.#failures = undefined;
    // What a count found was written before; the hour's arrivals were read when watching began.
    this.#arrivals.add(nowMs, arrived.length - foundLater + passedThrough);
    const cancelled = departed.filter(({ became }) => became === 'cancel').length;
    this.#departures.add(nowMs, departed.filter(wasSent).length + passedThrough);
    const sent = departed.filter(({ became }) => became === 'sent').length + passedThrough;
    this.#left = { sent: this.#left.sent + sent, cancel: this.#left.cancel + cancelled };
  }

  charts(
    { newFailures }: Pick<Standing, 'newFailures'>,
    nowMs: number,
  ): Pick<QueuePicture, 'hour' | 'day' | 'watchedSince'> {
    const read = (scale: 'hour' | 'day') => ({
      arrivals: this.#arrivals[scale](nowMs),
      departures: this.#departures[scale](nowMs),
      newFailures: newFailures[scale](nowMs),
    });
    return { hour: read('hour'), day: read('day'), watchedSince: this.#watchedSince ?? new Date(nowMs) };
  }

  standing(mails: OutstandingSet, now: Date): Standing {
    const newFailures = new TwoCharts();
    this.#failures ??= groupFailures(mails.failures(), { memo: this.#stories });
    let outgoing = 0;
    let scheduled = 0;
    let oldestOutgoing = Number.NaN;
    let oldestException = Number.NaN;
    for (const { state, queuedAt, changedAt, scheduledAt } of mails.values()) {
      if (state === 'outgoing') {
        outgoing += 1;
        oldestOutgoing = earliest(oldestOutgoing, queuedAt);
        if (scheduledAt > now.getTime()) scheduled += 1;
      } else {
        oldestException = earliest(oldestException, queuedAt);
        if (!Number.isNaN(changedAt)) newFailures.add(changedAt);
      }
    }
    return {
      outgoing,
      exception: mails.size - outgoing,
      oldestOutgoingAt: toDate(oldestOutgoing),
      oldestExceptionAt: toDate(oldestException),
      scheduled,
      failures: this.#failures,
      failingSince: readFailingSince(this.#failures, mails),
      newFailures,
    };
  }
}

/** The earlier of two times, either of which may be none. */
const earliest = (one: number, other: number): number => (Number.isNaN(one) || other < one ? other : one);

const toDate = (time: number): Date | null => (Number.isNaN(time) ? null : new Date(time));

const readFailingSince = (failures: readonly FailureGroup[], mails: OutstandingSet): QueuePicture['failingSince'] =>
  new Map(
    failures.flatMap(({ class: failureClass, stories }) => {
      let first = Number.NaN;
      for (const { ids } of stories)
        for (const id of ids) first = earliest(first, mails.get(id)?.changedAt ?? Number.NaN);
      const since = toDate(first);
      return since === null ? [] : [[failureClass, since] as const];
    }),
  );

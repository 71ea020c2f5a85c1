import type { Verdict } from '../../../domain/finding/verdict.ts';
import type { FirstLook } from '../../../domain/finding/vital-sign.ts';
import type { MailOutcome } from '../../../domain/mail/mail-outcome.ts';
import type { NowLine } from '../../../domain/mail/now-line.ts';
import type { QueuePicture } from '../../../domain/mail/queue.ts';
import type { FailureClass } from '../../../domain/replies/classes/index.ts';
import type { FailureGroup } from '../../../domain/replies/groups.ts';
import type { QueueEvent } from '../../../queue/queue-events.ts';
import { type Agreement, compareSeen, type Seen, see } from './agreement.ts';
import type { ServerResult } from './server-results.ts';

/** Whether what is on the screen is what the database holds now. */
export type Freshness =
  | { readonly kind: 'opening' }
  | { readonly kind: 'live' }
  | (Omit<Extract<QueueEvent, { readonly kind: 'stale' }>, 'kind'> & { readonly kind: 'late' })
  | Extract<QueueEvent, { readonly kind: 'lost' }>;

/** What the causes came to. */
export interface ShownDiagnosis {
  readonly verdict: Verdict;
  readonly at: Date;
  /** Which mails can be sent again, in words of the filter box; undefined where none can. */
  readonly retryFilter: string | undefined;
  /** What each mail server answered last. */
  readonly servers: readonly ServerResult[];
  /** What the screen showed when it ended; undefined where that was not known yet. */
  readonly seen: Seen | undefined;
}

export interface QueueScreenState {
  readonly picture: QueuePicture | undefined;
  readonly firstLook: FirstLook | undefined;
  /** What the wizard measured last: it knows more than a first look, but ages. */
  readonly diagnosed: ShownDiagnosis | undefined;
  /** Something was changed since the last diagnosis: it is measured again. */
  readonly isOutdated: boolean;
  /** Causes are being measured. */
  readonly isMeasuring: boolean;
  /** Before causes are measured for the first time, which begins by itself as soon as the queue is read. */
  readonly isUnmeasured: boolean;
  readonly nowLine: NowLine | undefined;
  /** What just became of mails, the newest first. */
  readonly outcomes: readonly MailOutcome[];
  readonly freshness: Freshness;
  /** While paused, what came in is kept here and counted, and the screen keeps still. */
  readonly paused: { readonly latest: QueuePicture | undefined; readonly changes: number } | undefined;
  readonly intervalMs: number;
  /** The reason for failing on which the cursor stands; the first where it is gone. */
  readonly cursor: FailureClass | undefined;
}

/** How far the cursor moves. */
export type CursorMove = 1 | -1 | 'first' | 'last';

export type QueueScreenAction =
  | { readonly kind: 'queue'; readonly event: QueueEvent }
  | { readonly kind: 'first-look'; readonly firstLook: FirstLook }
  | { readonly kind: 'now'; readonly line: NowLine; readonly outcomes: readonly MailOutcome[] }
  | ({ readonly kind: 'diagnosed' } & Omit<ShownDiagnosis, 'seen'>)
  | { readonly kind: 'measuring'; readonly isMeasuring: boolean }
  /** Somebody changed something. */
  | { readonly kind: 'changed' }
  | { readonly kind: 'pause-toggled' }
  | { readonly kind: 'cursor-moved'; readonly step: CursorMove }
  | { readonly kind: 'interval-chosen'; readonly intervalMs: number };

export const createQueueState = (intervalMs: number): QueueScreenState => ({
  picture: undefined,
  firstLook: undefined,
  diagnosed: undefined,
  isOutdated: false,
  isMeasuring: false,
  isUnmeasured: true,
  nowLine: undefined,
  outcomes: [],
  freshness: { kind: 'opening' },
  paused: undefined,
  intervalMs,
  cursor: undefined,
});

/** The intervals that `+` and `-` step through, in milliseconds. */
const intervals = [1_000, 2_000, 5_000, 10_000, 30_000] as const;

/** The next longer (`1`) or shorter (`-1`) interval; the same at either end. */
export const stepInterval = (intervalMs: number, step: 1 | -1): number => {
  const index = intervals.findIndex((candidate) => candidate >= intervalMs);
  return intervals[index + step] ?? intervalMs;
};

export const queueReducer = (state: QueueScreenState, action: QueueScreenAction): QueueScreenState => {
  switch (action.kind) {
    case 'queue':
      return takeEvent(state, action.event);
    case 'first-look':
      return { ...state, firstLook: action.firstLook };
    case 'now':
      return { ...state, nowLine: action.line, outcomes: action.outcomes };
    case 'diagnosed': {
      const { kind: _, ...found } = action;
      return { ...state, diagnosed: { ...found, seen: seenNow(state) } };
    }
    case 'measuring':
      // What is changed from now on may not be in what is being measured.
      return action.isMeasuring
        ? { ...state, isMeasuring: true, isUnmeasured: false, isOutdated: false }
        : { ...state, isMeasuring: false };
    case 'changed':
      return { ...state, isOutdated: true };
    case 'interval-chosen':
      return { ...state, intervalMs: action.intervalMs };
    case 'cursor-moved':
      return { ...state, cursor: moveCursor(state, action.step) };
    case 'pause-toggled':
      return state.paused === undefined
        ? { ...state, paused: { latest: undefined, changes: 0 } }
        : { ...state, paused: undefined, picture: state.paused.latest ?? state.picture };
  }
};

/** What the queue is, also while the screen keeps still. */
const seenNow = ({ picture, paused, firstLook }: QueueScreenState): Seen | undefined =>
  see(paused?.latest ?? picture, firstLook);

/** How the last diagnosis stands to what is seen; undefined where there is none, or nothing to hold it against. */
export const agreementOf = (state: QueueScreenState): Agreement | undefined => {
  const { diagnosed } = state;
  const then = diagnosed?.seen;
  const now = seenNow(state);
  if (diagnosed === undefined || then === undefined || now === undefined) return undefined;
  return state.isOutdated ? 'contradicts' : compareSeen(then, now, diagnosed.verdict);
};

const indexOfCursor = ({ picture, cursor }: QueueScreenState): number =>
  Math.max(0, picture?.failures.findIndex((group) => group.class === cursor) ?? 0);

/** The group of failures under the cursor. */
export const failureGroupAt = (state: QueueScreenState): FailureGroup | undefined =>
  state.picture?.failures[indexOfCursor(state)];

const moveCursor = (state: QueueScreenState, step: CursorMove): FailureClass | undefined => {
  const failures = state.picture?.failures ?? [];
  const last = failures.length - 1;
  const index = step === 'first' ? 0 : step === 'last' ? last : indexOfCursor(state) + step;
  return failures[Math.min(Math.max(index, 0), last)]?.class;
};

/** One for all: who asks only for it hears of nothing while it stays. */
const live: Freshness = { kind: 'live' };

const takeEvent = (state: QueueScreenState, event: QueueEvent): QueueScreenState => {
  switch (event.kind) {
    case 'stale':
      // A new trial that takes long makes what is lost no better.
      return state.freshness.kind === 'lost' ? state : { ...state, freshness: { ...event, kind: 'late' } };
    case 'lost':
      return { ...state, freshness: event };
    case 'back':
      return state.freshness === live ? state : { ...state, freshness: live };
    case 'snapshot':
      return takePicture(state, event.picture, 0);
    case 'delta':
      return takePicture(state, event.picture, countChanges(event.delta));
  }
};

const countChanges = ({ arrived, changed, departed }: (QueueEvent & { kind: 'delta' })['delta']): number =>
  arrived.length + changed.length + departed.length;

const takePicture = (state: QueueScreenState, picture: QueuePicture, changes: number): QueueScreenState => {
  const { paused, freshness } = state;
  const seen = paused === undefined ? state.picture : paused.latest;
  if (picture === seen && changes === 0 && freshness === live) return state;
  if (paused === undefined) return { ...state, picture, freshness: live };
  return { ...state, freshness: live, paused: { latest: picture, changes: paused.changes + changes } };
};

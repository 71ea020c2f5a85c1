import type { Verdict } from '../../../domain/finding/verdict.ts';
import type { FirstLook } from '../../../domain/finding/vital-sign.ts';
import type { QueuePicture } from '../../../domain/mail/queue.ts';
import type { FailureClass } from '../../../domain/replies/classes/index.ts';
import type { FailureGroup } from '../../../domain/replies/groups.ts';
import type { QueueEvent } from '../../../queue/queue-events.ts';

/** Whether what is on the screen is what the database holds now. */
export type Freshness =
  | { readonly kind: 'opening' }
  | { readonly kind: 'live' }
  | { readonly kind: 'late'; readonly since: Date }
  | { readonly kind: 'lost'; readonly since: Date; readonly reason: string };

export interface QueueScreenState {
  readonly picture: QueuePicture | undefined;
  readonly firstLook: FirstLook | undefined;
  /** What the wizard measured last: it knows more than a first look, but ages. */
  readonly diagnosed: { readonly verdict: Verdict; readonly at: Date } | undefined;
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
  | { readonly kind: 'diagnosed'; readonly verdict: Verdict; readonly at: Date }
  | { readonly kind: 'pause-toggled' }
  | { readonly kind: 'cursor-moved'; readonly step: CursorMove }
  | { readonly kind: 'interval-chosen'; readonly intervalMs: number };

export const createQueueState = (intervalMs: number): QueueScreenState => ({
  picture: undefined,
  firstLook: undefined,
  diagnosed: undefined,
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
    case 'diagnosed':
      return { ...state, diagnosed: { verdict: action.verdict, at: action.at } };
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

const takeEvent = (state: QueueScreenState, event: QueueEvent): QueueScreenState => {
  switch (event.kind) {
    case 'stale':
      return { ...state, freshness: { kind: 'late', since: event.since } };
    case 'lost':
      return { ...state, freshness: { kind: 'lost', since: event.since, reason: event.reason } };
    case 'back':
      return { ...state, freshness: { kind: 'live' } };
    case 'snapshot':
      return takePicture(state, event.picture, 0);
    case 'delta':
      return takePicture(state, event.picture, countChanges(event.delta));
  }
};

const countChanges = ({ arrived, changed, departed }: (QueueEvent & { kind: 'delta' })['delta']): number =>
  arrived.length + changed.length + departed.length;

const takePicture = (state: QueueScreenState, picture: QueuePicture, changes: number): QueueScreenState => {
  const freshness: Freshness = { kind: 'live' };
  if (state.paused === undefined) return { ...state, picture, freshness };
  return { ...state, freshness, paused: { latest: picture, changes: state.paused.changes + changes } };
};

import type { QueuePicture } from '../../../domain/queue.ts';
import type { FirstLook } from '../../../domain/vital-sign.ts';
import type { QueueEvent } from '../../../queue/events.ts';

/** Whether what is on the screen is what the database holds now. */
export type Freshness =
  | { readonly kind: 'opening' }
  | { readonly kind: 'live' }
  | { readonly kind: 'late'; readonly since: Date }
  | { readonly kind: 'lost'; readonly since: Date; readonly reason: string };

export interface QueueScreenState {
  readonly picture: QueuePicture | undefined;
  readonly firstLook: FirstLook | undefined;
  readonly freshness: Freshness;
  /** While paused, what came in is kept here and counted, and the screen keeps still. */
  readonly paused: { readonly latest: QueuePicture | undefined; readonly changes: number } | undefined;
  readonly intervalMs: number;
}

export type QueueScreenAction =
  | { readonly kind: 'queue'; readonly event: QueueEvent }
  | { readonly kind: 'first-look'; readonly firstLook: FirstLook }
  | { readonly kind: 'pause-toggled' }
  | { readonly kind: 'interval-chosen'; readonly intervalMs: number };

export const createQueueState = (intervalMs: number): QueueScreenState => ({
  picture: undefined,
  firstLook: undefined,
  freshness: { kind: 'opening' },
  paused: undefined,
  intervalMs,
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
    case 'interval-chosen':
      return { ...state, intervalMs: action.intervalMs };
    case 'pause-toggled':
      return state.paused === undefined
        ? { ...state, paused: { latest: undefined, changes: 0 } }
        : { ...state, paused: undefined, picture: state.paused.latest ?? state.picture };
  }
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

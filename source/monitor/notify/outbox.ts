import { dayMs, minuteMs, secondMs } from '../../lib/time-units.ts';
import type { AlertEvent, NotifierState } from '../state.ts';

/** From the first second to a quarter of an hour between two tries, ms. */
const firstWaitMs = 10 * secondMs;
const longestWaitMs = 15 * minuteMs;
/** What could not be told for a day is old news, ms. */
const giveUpMs = dayMs;
/** More is not kept for a notifier that does not work. */
const mostPending = 1_000;

export const freshNotifier: NotifierState = {
  sent: 0,
  failed: 0,
  dropped: 0,
  attempts: 0,
  nextAt: null,
  trouble: null,
  sentAt: null,
  pending: [],
};

/** With more to tell; what is too much or too old goes first. */
export const addPending = (state: NotifierState, events: readonly AlertEvent[], now: number): NotifierState => {
  if (events.length === 0) return state;
  const all = [...state.pending, ...events];
  const kept = all.filter(({ at }) => now - at < giveUpMs).slice(-mostPending);
  return { ...state, pending: kept, dropped: state.dropped + all.length - kept.length, nextAt: state.nextAt ?? now };
};

/** Whether something is to be told now; a try that lies further ahead than any was set before the clock was set back. */
export const isDue = ({ pending, nextAt }: NotifierState, now: number): boolean =>
  pending.length > 0 && nextAt !== null && (nextAt <= now || nextAt > now + longestWaitMs);

/** After these were told. */
export const settle = (state: NotifierState, told: readonly AlertEvent[], now: number): NotifierState => {
  const ids = new Set(told.map(({ id }) => id));
  const pending = state.pending.filter(({ id }) => !ids.has(id));
  return {
    ...state,
    sent: state.sent + 1,
    attempts: 0,
    trouble: null,
    sentAt: now,
    pending,
    nextAt: pending.length === 0 ? null : now,
  };
};

/** After a try that failed: the next one comes later than the one before. */
export const postpone = (state: NotifierState, trouble: string, now: number): NotifierState => {
  const wait = Math.min(longestWaitMs, firstWaitMs * 2 ** Math.min(state.attempts, 10));
  const pending = state.pending.filter(({ at }) => now - at < giveUpMs);
  return {
    ...state,
    failed: state.failed + 1,
    dropped: state.dropped + state.pending.length - pending.length,
    attempts: state.attempts + 1,
    trouble,
    pending,
    nextAt: pending.length === 0 ? null : now + wait,
  };
};

import { minuteMs } from '../../../lib/time-units.ts';
import { agreementOf, type QueueScreenState } from './state.ts';

/** Measurements that nobody asked for: how many in a row, and when the last one ended. */
export interface Unasked {
  readonly runs: number;
  readonly endedAt: Date | undefined;
}

const mostRestMs = 8 * minuteMs;

/** How long nothing is measured unasked: each meets the mail servers, and a run of Odoo's changes every number. */
export const restAfter = (runs: number): number => (runs === 0 ? 0 : Math.min(mostRestMs, minuteMs * 2 ** (runs - 1)));

/** Whether the causes are to be measured without being asked: at the beginning, and when what is seen contradicts them. */
export const wantsDiagnosis = (state: QueueScreenState, { runs, endedAt }: Unasked, now: Date): boolean => {
  const { picture, firstLook, freshness, isMeasuring, diagnosed, isOutdated } = state;
  if (isMeasuring || freshness.kind !== 'live' || picture?.complete !== true || firstLook === undefined) return false;
  if (isOutdated) return true;
  const isRested = endedAt === undefined || now.getTime() - endedAt.getTime() >= restAfter(runs);
  if (!isRested) return false;
  return diagnosed === undefined || agreementOf(state) === 'contradicts';
};

import { formatAge } from '../../domain/wording/duration.ts';
import { minuteMs } from '../../lib/time-units.ts';

/** How long ago something was measured: `just now`, `4 m ago`. To the minute: an idle console draws nothing in between. */
export const describeAge = (at: Date, now: Date): string =>
  now.getTime() - at.getTime() < minuteMs ? 'just now' : `${formatAge(at, now)} ago`;

import { formatAge } from '../../domain/wording/duration.ts';

const fresh = 5_000;

/** How long ago something was measured: `just now`, `4 m ago`. */
export const describeAge = (at: Date, now: Date): string =>
  now.getTime() - at.getTime() < fresh ? 'just now' : `${formatAge(at, now)} ago`;

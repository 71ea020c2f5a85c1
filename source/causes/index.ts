import type { Cause } from './cause.ts';
import { cron } from './cron/index.ts';

/** Every cause, in the order of the design: the founding seven first. */
export const causes: readonly Cause[] = [cron];

import type { Cause } from './cause.ts';

/** Every cause, in the order of the design: the founding seven first. */
export const causes: readonly Cause[] = [];

/** `unknown`: it could not be measured. Never shown as bad, always with the reason. */
export type Status = 'ok' | 'warn' | 'fail' | 'unknown' | 'skipped';

/** Whether there is nothing to tell about it. */
export const isFine = (status: Status): boolean => status === 'ok' || status === 'skipped';

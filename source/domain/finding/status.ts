/** `unknown`: it could not be measured. Never shown as bad, always with the reason. */
export type Status = 'ok' | 'warn' | 'fail' | 'unknown' | 'skipped';

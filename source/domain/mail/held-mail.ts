import type { Schedule } from './mail.ts';

/** A mail with a date before which it does not leave. */
export interface HeldMail {
  readonly id: number;
  readonly schedule: Exclude<Schedule, { readonly kind: 'at-once' }>;
}

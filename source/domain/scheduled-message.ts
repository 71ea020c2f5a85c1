import type { Schedule } from './mail.ts';

/** A posted message whose recipients are to be notified later. */
export interface ScheduledNotification {
  readonly id: number;
  readonly messageId: number;
  readonly at: Date;
}

/** A message that is to be posted later. */
export interface ScheduledPost {
  readonly id: number;
  readonly document: { readonly model: string; readonly id: number };
  readonly subject: string | null;
  readonly at: Date | null;
}

/** A mail with a date before which it does not leave. */
export interface HeldMail {
  readonly id: number;
  readonly schedule: Exclude<Schedule, { readonly kind: 'at-once' }>;
}

/** Mass mailings whose mails are yet to be made. */
export interface QueuedMailings {
  readonly count: number;
  /** When the first of them may begin. */
  readonly earliest: Date | null;
}

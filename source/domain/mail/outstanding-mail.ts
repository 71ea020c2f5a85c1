import type { MailState } from './mail-state.ts';

/** A mail that has not left: still waiting, or failed. */
export type OutstandingState = Extract<MailState, 'outgoing' | 'exception'>;

export const isOutstanding = (state: string | null): state is OutstandingState =>
  state === 'outgoing' || state === 'exception';

export interface OutstandingMail {
  readonly id: number;
  readonly state: OutstandingState;
  /** Where PostgreSQL keeps this version of the row (ctid): another one as soon as somebody writes to it. */
  readonly tupleId: string;
  /** When the mail was put into the queue; null when Odoo kept no date. */
  readonly queuedAt: Date | null;
  /** When the row last changed: for a failed mail, when it failed. */
  readonly changedAt: Date | null;
  /** Held back until then on purpose. */
  readonly scheduledAt: Date | null;
  /** Odoo's stored failure text, sanitized; null for a waiting mail. */
  readonly failureReason: string | null;
  readonly messageId: number | null;
  /** Odoo deletes it once it has dealt with it (auto_delete; null counts as false, as does a column that is not there). */
  readonly deletesItself: boolean;
}

/** Whether mail went out after the failure: then it says nothing of how things are now. */
export const isOvertaken = (failedAt: Date | null, sentAt: Date | null | undefined): boolean =>
  failedAt !== null && sentAt !== null && sentAt !== undefined && failedAt < sentAt;

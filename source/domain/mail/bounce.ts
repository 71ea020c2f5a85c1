/** A mail that came back and of which Odoo has written down that it did. */
export interface Bounce {
  /** The bounce's own text; null up to 14, which keeps none. */
  readonly reason: string | null;
  readonly address: string | null;
  /** When the mail was written: of the bounce no time is kept. */
  readonly writtenAt: Date | null;
}

/** What Odoo knows of one recipient of a message. */
export interface BounceTrace {
  readonly address: string | null;
  /** Of the notification: `sent`, `bounce`, … */
  readonly status: string | null;
  readonly reason: string | null;
  /** Bounces of this contact since it last wrote to Odoo; undefined where there is no such column. */
  readonly counted: number | undefined;
  readonly isBlacklisted: boolean;
}

/** Mail from outside, among the newest messages. */
export interface IncomingMail {
  /** Messages that were looked at. */
  readonly lookedAt: number;
  /** The oldest of them; null where there is none. */
  readonly since: Date | null;
  readonly lastAt: Date | null;
}

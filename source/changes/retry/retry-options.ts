import type { Pace } from '../../domain/change/pace.ts';
import type { SendNow } from '../../domain/change/send-now.ts';
import { dayMs } from '../../lib/time-units.ts';
import type { IncludableReason } from './set-aside.ts';

/** A password reset from a quarter of a year ago must not go out; whoever wants older mails says so. */
export const usualMaxAgeMs = 30 * dayMs;

export interface RetryOptions {
  /** Mails that are sent although they would be set aside. */
  readonly include: ReadonlySet<IncludableReason>;
  /** By mail_message.date. */
  readonly maxAgeMs: number;
  /** A live handshake with the mails' own servers and envelopes goes first. */
  readonly canary: boolean;
  /** The way in which Odoo is told to send them, in words; undefined: its queue is woken. */
  readonly way?: string;
  /** Waiting mails that the woken queue would send into a refusal get a date until which they are held. */
  readonly holdOthers?: boolean;
  /** Asks which of the mails may not go that way; the queue sends those. */
  readonly findForbidden?: SendNow['findForbidden'];
  /** Undefined: all at once. */
  readonly pace?: Pace;
}

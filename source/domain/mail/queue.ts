import type { FailureGroup } from '../replies/groups.ts';
import type { MailState } from './mail-state.ts';

/** Mails per five minutes over the last hour, oldest first. */
export type Hour = readonly number[];

export interface QueuePicture {
  readonly counts: Readonly<Record<MailState, number>>;
  /** False until the first full count: the numbers are then what has been found so far. */
  readonly complete: boolean;
  /** When `sent`, `cancel` and `received` were last counted exactly. */
  readonly countedAt: Date | null;
  readonly counting: boolean;
  readonly oldestOutgoingAt: Date | null;
  readonly oldestExceptionAt: Date | null;
  /** Waiting mails that are held back on purpose until a later date. */
  readonly scheduled: number;
  readonly failures: readonly FailureGroup[];
  readonly arrivals: Hour;
  readonly departures: Hour;
  readonly newFailures: Hour;
  readonly refreshedAt: Date;
}

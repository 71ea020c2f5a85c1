/** Mail servers of a machine whose queue can be read. */
export type RelaySoftware = 'postfix' | 'exim';

/**
 * `waiting`: taken and not delivered yet; `held`: put aside by a person or a policy, not tried any more (Postfix's hold,
 * Exim's frozen).
 */
type QueuedState = 'waiting' | 'held';

export interface QueuedRecipient {
  readonly address: string;
  /** Why it was not delivered the last time; null where the listing does not say. */
  readonly reason: string | null;
}

/** A message in the queue of a mail server. */
export interface QueuedMessage {
  readonly id: string;
  readonly arrivedAt: Date;
  /** The envelope's; empty for a bounce. */
  readonly sender: string;
  readonly state: QueuedState;
  /** Those who have not got it yet. */
  readonly recipients: readonly QueuedRecipient[];
}

export interface MailQueue {
  readonly software: RelaySoftware;
  /** Oldest first. */
  readonly messages: readonly QueuedMessage[];
  /** False: there are more, the listing was too long. */
  readonly complete: boolean;
}

export const softwareNames: Readonly<Record<RelaySoftware, string>> = { postfix: 'Postfix', exim: 'Exim' };

export const byArrival = (one: QueuedMessage, other: QueuedMessage): number =>
  one.arrivedAt.getTime() - other.arrivedAt.getTime();

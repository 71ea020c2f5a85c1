import type { QueuePicture } from '../domain/mail/queue.ts';
import type { Delta } from './outstanding-set.ts';

/** Why the database could not be read, each time that it is tried. */
export interface LostConnection {
  readonly reason: string;
  readonly tryThis?: string | undefined;
  /** Of the first time; the same object as long as it lasts. */
  readonly since: Date;
  /** How often it was tried. */
  readonly attempts: number;
  readonly loss: Loss;
}

/**
 * What keeps it from being read: there is no connection, or none that says anything; or it stands, and somebody else holds
 * the table, the server itself says no (a password, a database that is gone, a right), or a statement ended otherwise.
 */
export type Loss = 'unreachable' | 'silent' | 'locked' | 'refused' | 'unread';

interface LastLook {
  /** When the queue was last seen; absent where it never was. */
  readonly lookedAt?: Date | undefined;
}

export type QueueEvent =
  /** Everything anew: at the start, after the first full count, after the connection came back. */
  | { readonly kind: 'snapshot'; readonly picture: QueuePicture }
  /** What changed since the last look. A picture in which nothing differs is the same object. */
  | { readonly kind: 'delta'; readonly picture: QueuePicture; readonly delta: Delta }
  /** The look under way takes longer than it should since it began; the last picture is that of `lookedAt`. */
  | ({ readonly kind: 'stale'; readonly since: Date } & LastLook)
  /** The database cannot be read; the last picture stays. */
  | ({ readonly kind: 'lost' } & LastLook & LostConnection)
  /** It can be read again; a snapshot follows. */
  | { readonly kind: 'back'; readonly lostFor: number };

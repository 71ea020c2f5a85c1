import type { Plan } from '../../domain/change/plan.ts';
import type { Forbidden } from '../../domain/change/send-now.ts';
import type { HandshakeVerdict } from './handshake-verdict.ts';
import type { HeldOthers } from './hold-others.ts';
import type { FailingOthers } from './queue-others.ts';
import type { Slot } from './retry-pace.ts';
import type { SetAside } from './set-aside.ts';
import type { Objection } from './waking-objection.ts';

/** A retry, planned and explained: what a person reads before saying yes, and exactly what is then done. */
export interface RetryPreview {
  /** Undefined when no mail is left to send. */
  readonly plan: Plan | undefined;
  /** How many mails were asked for. */
  readonly asked: number;
  /** The mails that go back into the queue, oldest first. */
  readonly ids: readonly number[];
  readonly setAside: readonly SetAside[];
  /** How many of the mails are among them only because a person asked for those that may have been delivered. */
  readonly maybeDelivered: number;
  /** Recipients who have their mail already and are taken off it. */
  readonly servedRecipients: number;
  readonly handshakes: readonly TriedRoute[];
  readonly waking: Waking;
  /** What stands first: that waking the queue makes others fail. */
  readonly alarm: string | null;
  /** Why this is not done without a word more from whoever asked; null where nothing speaks against it. */
  readonly objection: Objection | null;
  /** Waiting mails that are held, because they would fail with the others. */
  readonly held: readonly HeldCount[];
  /** Those of the mails that the queue sends, because they may not go the way that was asked for. */
  readonly byQueue?: ByQueue;
  /** When they leave; one slot at once without a pace. */
  readonly slots: readonly Slot[];
}

/** Mails that share a server and an envelope, and how a live handshake for them went. */
export interface TriedRoute {
  readonly server: string;
  readonly envelopeFrom: string;
  readonly mails: number;
  readonly verdict: HandshakeVerdict;
  /** What the server said before that still stands, a clause: no live try shows it. */
  readonly standing: string | null;
}

/** Mails that an account may not both read and write, or whose messages it may not. */
export interface ByQueue extends Forbidden {
  /** The way that they may not go, in words. */
  readonly way: string;
}

/** What happens to the queue afterwards. */
export type Waking =
  /** Odoo is told to send these mails, and no others; that way in words. */
  | { readonly kind: 'bypassed'; readonly way: string }
  /** `others`: mails that wait already and leave with these; null when nobody could count them. `failing`: as judged. */
  | { readonly kind: 'woken'; readonly others: number | null; readonly failing: readonly FailingCount[] }
  /** Nothing leaves until that is mended. */
  | { readonly kind: 'asleep'; readonly why: string };

export type FailingCount = Omit<FailingOthers, 'ids'> & { readonly mails: number };

export type HeldCount = Omit<HeldOthers, 'rows'>;

import type { CauseId } from '../../finding/cause-id.ts';
import type { Owner } from '../../finding/owner.ts';
import type { ReplyingServer } from '../replying-server.ts';

/**
 * Whether sending again can help: `now`, `later` (it heals by waiting), `fix` (after something was changed),
 * `never` (this address will not take the mail).
 */
export type Retry = 'now' | 'later' | 'fix' | 'never';

/** When a used-up allowance comes back: over a sliding window, or at a time of day. */
export type QuotaReset =
  | { readonly kind: 'sliding'; readonly windowMs: number }
  | { readonly kind: 'daily'; readonly utc: string };

/** All that is said of a class of failures; a new class is one entry of this shape. */
export interface ClassFacts {
  /** A few words, for a table or the middle of a sentence. */
  readonly title: string;
  /** The wizard's cause that it points at; `null` where none of them explains it. */
  readonly cause: CauseId | null;
  readonly owner: Owner;
  readonly retry: Retry;
  /** Two sentences: what happened, and the exact field or switch that mends it. */
  readonly advice: string;
  /** Where one provider's switch can be named, its words replace the general advice. */
  readonly adviceFrom?: Readonly<Partial<Record<ReplyingServer, string>>>;
  /** The wait after which a retry makes sense where the server names none; absent where waiting is no cure. */
  readonly waitMinutes?: number;
  readonly reset?: QuotaReset;
  /** Where a provider documents when its own allowance comes back. */
  readonly resetFrom?: Readonly<Partial<Record<ReplyingServer, QuotaReset>>>;
}

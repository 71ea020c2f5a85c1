import type { Check, Remedy } from '../checks/cause.ts';
import type { CheckContext } from '../checks/context.ts';
import type { CheckFinding } from '../domain/finding/finding.ts';
import type { PrecautionId } from '../domain/finding/precaution-id.ts';
import type { CopyOfDatabase } from './judge-copies.ts';
import type { SentTest } from './judge-last-test.ts';
import type { WatchSight } from './judge-watch.ts';

/** What a precaution can touch of the world: what a cause can, and what this program has left behind itself. */
export interface PreventionContext extends CheckContext {
  /** What a monitor of this database has left behind. */
  readonly readWatch: () => Promise<WatchSight>;
  /** Test messages that were sent from this database, oldest first; undefined where there is no journal. */
  readonly readTests: () => Promise<readonly SentTest[] | undefined>;
  /** Other databases of the cluster that carry this one's uuid, and those that could not be looked into. */
  readonly readCopies: () => Promise<{ readonly copies: readonly CopyOfDatabase[]; readonly unread: number }>;
}

/** One question about a precaution, as a check of a cause. */
export interface PrecautionCheck extends Omit<Check, 'run' | 'decides'> {
  run(context: PreventionContext): Promise<readonly CheckFinding<string>[]>;
}

/** Something that is better in order before mail stops. One file or folder each; this is their one shape. */
export interface Precaution {
  readonly id: PrecautionId;
  readonly title: string;
  /** Its heading. */
  readonly question: string;
  readonly checks: readonly PrecautionCheck[];
  readonly remedies: readonly Remedy[];
  /** The mails that it is about, in the words of the filter box. */
  readonly mails?: string;
}

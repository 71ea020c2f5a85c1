import type { CauseId } from './cause-id.ts';
import type { Finding } from './finding.ts';
import type { NextStep } from './next-step.ts';
import type { Status } from './status.ts';

/** What one cause's checks found, together. */
export interface CauseReport {
  readonly id: CauseId;
  readonly title: string;
  readonly question: string;
  /** The worst of fail, warn, ok; unknown where a check that decides could not answer. */
  readonly status: Status;
  readonly findings: readonly Finding[];
  /** The finding that says it best; undefined where there is none. */
  readonly speaker?: Finding;
  /** Mails that it accounts for. */
  readonly explains: number;
  /** It failed only because that one did. */
  readonly consequenceOf?: CauseId;
  readonly durationMs: number;
}

/** One root cause, one sentence, one next step. */
export interface Verdict {
  readonly status: Status;
  /** Null when nothing needs explaining. */
  readonly cause: CauseId | null;
  readonly summary: string;
  /** The first of the next steps, in one sentence. */
  readonly nextAction: string | null;
  readonly nextSteps: readonly NextStep[];
  /** Causes that have something to say, the one to mend first in front; consequences after their cause. */
  readonly ranking: readonly CauseId[];
}

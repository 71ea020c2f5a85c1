import type { History } from '../../inspection/history/history.ts';
import type { TargetDocument } from '../target-document.ts';

/** The document of `history --format json`, schema 1. */
export const historyDocument = (target: TargetDocument, { since, onset, happenings, suspect, unseen }: History) => ({
  schema: 1,
  target,
  since: since.toISOString(),
  firstFailure: onset === null ? null : { ...onset, at: onset.at.toISOString() },
  happenings: happenings.map((happening) => ({
    ...happening,
    at: happening.at.toISOString(),
    /** How long before the first failure the suspected change was; null for all others. */
    beforeFailureMs: onset === null || happening !== suspect ? null : onset.at.getTime() - happening.at.getTime(),
  })),
  unseen,
});

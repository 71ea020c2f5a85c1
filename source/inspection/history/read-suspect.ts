import type { FailureCause } from '../../domain/replies/classes/index.ts';
import { dayMs } from '../../lib/time-units.ts';
import type { Happening } from './history.ts';
import { judgeSuspect } from './judge-onset.ts';
import { type HistoryWorld, readChanges } from './read-history.ts';

/** A change that is longer ago than this, ms, is named for no single mail. */
const nearMs = dayMs;

/** The newest change within a day before a mail failed that can bear on the cause of its failure. */
export const readSuspect = async (
  world: HistoryWorld,
  failure: { readonly at: Date; readonly cause: FailureCause },
): Promise<Happening | null> => {
  const since = new Date(failure.at.getTime() - nearMs);
  const { happenings } = await readChanges(world, since);
  return judgeSuspect(happenings, failure);
};

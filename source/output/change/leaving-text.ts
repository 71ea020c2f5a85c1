import type { JournalEntry } from '../../domain/change/journal-entry.ts';
import { commandLine } from '../../domain/wording/command-line.ts';
import { countOf } from '../../domain/wording/count.ts';

const stands: ReadonlySet<JournalEntry['state']> = new Set(['open', 'applied', 'in-part', 'undone-in-part']);

/**
 * What the console says as it is left, of what was changed while it was open, oldest first: one line, and the command that
 * takes the newest back. Undefined where nothing stands changed. `flags` point at the database; without them it has gone.
 */
export const leavingText = (
  entries: readonly JournalEntry[],
  flags: readonly string[] | undefined,
): string | undefined => {
  const standing = entries.filter(({ state }) => stands.has(state));
  if (standing.length === 0) return undefined;
  const newest = standing.findLast(({ canBeTakenBack }) => canBeTakenBack);
  const count = countOf(standing.length, 'change');
  if (flags === undefined) return `${count}, gone with the demo.`;
  if (newest === undefined) return `${count}; what was done: ${commandLine(['journal'], flags)}`;
  const which = newest !== standing.at(-1) ? 'the newest that can be' : standing.length === 1 ? 'it' : 'the newest';
  return `${count}; undo ${which} with: ${commandLine(['undo', newest.id], flags)}`;
};

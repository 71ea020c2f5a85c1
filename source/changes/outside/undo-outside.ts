import { ProbeError, UserError } from '../../domain/errors.ts';
import type { ChangeDependencies } from '../dependencies.ts';
import type { EntryRecord } from '../journal/entry.ts';
import { undoEdit } from './edit-file.ts';
import { runOrThrow } from './run-outside.ts';
import { undoCreation } from './undo-creation.ts';

/** Takes back what was done outside the database, last first. Returns what stays, a sentence each. */
export const undoOutside = async (
  { begun, outside }: EntryRecord,
  dependencies: ChangeDependencies,
): Promise<readonly string[]> => {
  const left: string[] = [];
  // A step without an end may have been done: files tell by their content, commands are undone to be safe.
  const done = outside.filter(({ ended }) => ended?.left === undefined || ended.left === null);
  for (const { undo, words } of done.toReversed()) {
    try {
      if (undo.kind === 'file') left.push(...(await undoEdit(undo, dependencies.journal, begun.entry)));
      else if (undo.kind === 'created-file') left.push(...(await undoCreation(undo)));
      else if (undo.kind === 'command') await undoCommand(undo.argv, words, dependencies, left);
    } catch (error) {
      if (!(error instanceof ProbeError || error instanceof UserError)) throw error;
      left.push(`Not taken back (${words}): ${error.message}`);
    }
  }
  return left;
};

const undoCommand = async (
  argv: readonly string[] | null,
  words: string,
  dependencies: ChangeDependencies,
  left: string[],
): Promise<void> => {
  if (argv === null) left.push(`It stays done: ${words}.`);
  else await runOrThrow(dependencies, argv);
};

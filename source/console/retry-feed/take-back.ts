import type { ChangeDependencies, ChangeProgress } from '../../changes/dependencies.ts';
import { undoEntry } from '../../changes/undo-entry.ts';
import type { ActionSummary } from '../../ui/screens/retry/source.ts';
import { summariseNotDone } from './summaries.ts';
import { type PerformOptions, waitingForQueue } from './tell.ts';

/** Takes a change back that somebody was shown. */
export const takeBack = async (
  entry: string,
  changes: ChangeDependencies,
  { signal, deadlineMs, tell }: PerformOptions,
): Promise<ActionSummary> => {
  const onProgress = ({ kind }: ChangeProgress): void => {
    if (kind === 'waiting-for-queue') tell(waitingForQueue);
  };
  const result = await undoEntry(entry, changes, { signal, deadlineMs, onProgress });
  if (result.kind === 'not-done') return summariseNotDone(result);
  const { title, left, irreversible } = result.entry;
  return {
    status: result.kind === 'undone' ? 'ok' : 'warn',
    sentence: `${result.kind === 'undone' ? 'Taken back' : 'Taken back in part'}: ${title}.`,
    lines: [...left, ...irreversible].map((words) => ({ status: 'warn', words })),
  };
};

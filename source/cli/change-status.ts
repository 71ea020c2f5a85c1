import type { ApplyResult, NotDone, UndoResult } from '../changes/result.ts';
import { type ExitStatus, exitStatus } from '../domain/exit-status.ts';

/** What the commands that change something end with: 0 done, 1 in part or not cured, 2 refused or failed, 3 try later. */
export const statusOfApply = (result: ApplyResult, cured: boolean | null): ExitStatus => {
  if (result.kind === 'not-done') return statusOfNotDone(result);
  return result.kind === 'applied' && cured !== false ? exitStatus.ok : exitStatus.warning;
};

export const statusOfUndo = (result: UndoResult): ExitStatus => {
  if (result.kind === 'not-done') return statusOfNotDone(result);
  return result.kind === 'undone' ? exitStatus.ok : exitStatus.warning;
};

/** What may succeed later is 3, what a person has to mend first 2. */
export const statusOfNotDone = ({ why }: NotDone): ExitStatus =>
  why === 'queue-running' || why === 'no-connection' ? exitStatus.unknown : exitStatus.critical;

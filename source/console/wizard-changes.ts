import { applyPlan } from '../changes/apply.ts';
import type { ChangeProgress } from '../changes/dependencies.ts';
import { findNewestChange, undoEntry } from '../changes/undo-entry.ts';
import { tellApply, tellUndo } from '../output/tell/tell-change.ts';
import { tellProgress } from '../output/tell/tell-progress.ts';
import type { WizardSource } from '../ui/screens/wizard/source.ts';
import type { CommandContext } from '../world/command.ts';
import { openChanges } from '../world/open-changes.ts';
import type { OpenDatabase } from '../world/open-target.ts';

interface WizardChangesOptions {
  readonly command: CommandContext;
  readonly database: OpenDatabase;
}

/** What the wizard does to the world, and its words for how that went. */
export const createWizardChanges = ({
  command,
  database,
}: WizardChangesOptions): Pick<WizardSource, 'apply' | 'undo' | 'newestChange'> => {
  const deadlineMs = command.options.deadline * 1_000;
  const both = (signal: AbortSignal): AbortSignal => AbortSignal.any([command.signal, signal]);
  return {
    async apply(plan, { signal, tell }) {
      const onProgress = (progress: ChangeProgress): void => tell(tellProgress(progress));
      const changes = await openChanges(command, database);
      return tellApply(await applyPlan(plan, changes, { signal: both(signal), deadlineMs, onProgress }));
    },
    async undo(entry, { signal, tell }) {
      const onProgress = (progress: ChangeProgress): void => tell(tellProgress(progress));
      const changes = await openChanges(command, database);
      return tellUndo(await undoEntry(entry, changes, { signal: both(signal), deadlineMs, onProgress }));
    },
    newestChange: async ({ signal }) =>
      await findNewestChange(await openChanges(command, database), { signal: both(signal) }),
  };
};

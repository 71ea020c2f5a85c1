import { applyPlan } from '../changes/apply.ts';
import type { ChangeProgress } from '../changes/dependencies.ts';
import { offerUndo } from '../changes/preview-undo.ts';
import { undoEntry } from '../changes/undo-entry.ts';
import { tellApply, tellUndo } from '../output/tell/tell-change.ts';
import { tellProgress } from '../output/tell/tell-progress.ts';
import type { Told } from '../output/tell/told.ts';
import type { WizardSource } from '../ui/screens/wizard/source.ts';
import type { CommandContext } from '../world/command.ts';
import { openChanges } from '../world/open-changes.ts';
import type { OpenDatabase } from '../world/open-target.ts';
import { asLongAsThePersonWaits, type DescribeNow, waitTeller } from './while-odoo-sends.ts';

interface WizardChangesOptions {
  readonly command: CommandContext;
  readonly database: OpenDatabase;
  readonly describeNow: DescribeNow;
}

/** What the wizard does to the world, and its words for how that went. */
export const createWizardChanges = ({
  command,
  database,
  describeNow,
}: WizardChangesOptions): Pick<WizardSource, 'apply' | 'undo' | 'newestChange'> => {
  const deadlineMs = asLongAsThePersonWaits;
  const both = (signal: AbortSignal): AbortSignal => AbortSignal.any([command.signal, signal]);
  const listening = async (
    tell: (words: string) => void,
    change: (onProgress: (progress: ChangeProgress) => void) => Promise<Told>,
  ): Promise<Told> => {
    const wait = waitTeller<ChangeProgress>(describeNow, tell);
    try {
      return await change((progress) => {
        if (!wait.hear(progress)) tell(tellProgress(progress));
      });
    } finally {
      wait.stop();
    }
  };
  return {
    async apply(plan, { signal, tell }) {
      const changes = await openChanges(command, database);
      return await listening(tell, async (onProgress) =>
        tellApply(await applyPlan(plan, changes, { signal: both(signal), deadlineMs, onProgress })),
      );
    },
    async undo(entry, { signal, tell }) {
      const changes = await openChanges(command, database);
      return await listening(tell, async (onProgress) =>
        tellUndo(await undoEntry(entry, changes, { signal: both(signal), deadlineMs, onProgress })),
      );
    },
    newestChange: async ({ signal }) => await offerUndo(await openChanges(command, database), { signal: both(signal) }),
  };
};

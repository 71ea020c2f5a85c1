import { applyPlan } from '../changes/apply.ts';
import type { ChangeProgress } from '../changes/dependencies.ts';
import type { ApplyResult, NotDone, UndoResult } from '../changes/result.ts';
import { findNewestChange, undoEntry } from '../changes/undo-entry.ts';
import type { ChangeOutcome, WizardSource } from '../ui/screens/wizard/source.ts';
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
      const onProgress = (progress: ChangeProgress): void => tell(describeProgress(progress));
      const changes = await openChanges(command, database);
      return describeApply(await applyPlan(plan, changes, { signal: both(signal), deadlineMs, onProgress }));
    },
    async undo(entry, { signal, tell }) {
      const onProgress = (progress: ChangeProgress): void => tell(describeProgress(progress));
      const changes = await openChanges(command, database);
      return describeUndo(await undoEntry(entry, changes, { signal: both(signal), deadlineMs, onProgress }));
    },
    newestChange: async ({ signal }) =>
      await findNewestChange(await openChanges(command, database), { signal: both(signal) }),
  };
};

const describeProgress = (progress: ChangeProgress): string => {
  switch (progress.kind) {
    case 'begun':
      return 'Written into the journal …';
    case 'waiting-for-queue':
      return 'Odoo is sending just now: waiting for that run to end …';
    case 'committing':
      return 'Changing it …';
    case 'committed':
      return progress.of > 1 ? `${progress.transaction} of ${progress.of} parts done …` : 'Changed …';
    case 'outside':
      return `${progress.words} …`;
    case 'ending':
      return 'Nearly done …';
  }
};

const describeNotDone = ({ message, tryThis }: NotDone): ChangeOutcome => ({
  status: 'fail',
  sentence: message,
  details: tryThis === undefined ? [] : [tryThis],
  byHand: [],
});

const describeApply = (result: ApplyResult): ChangeOutcome => {
  if (result.kind === 'not-done') return describeNotDone(result);
  const { entry, byHand, why } = result;
  const changed = entry.changed.length === 0 ? entry.title : entry.changed.join(', ');
  return {
    status: result.kind === 'applied' ? 'ok' : 'warn',
    sentence: result.kind === 'applied' ? `Done: ${changed}.` : `Done in part: ${changed}.`,
    details: [...(why === undefined ? [] : [why.message]), ...entry.left],
    byHand,
  };
};

const describeUndo = (result: UndoResult): ChangeOutcome => {
  if (result.kind === 'not-done') return describeNotDone(result);
  const { title, left, irreversible, needsRestart } = result.entry;
  return {
    status: result.kind === 'undone' ? 'ok' : 'warn',
    sentence: `${result.kind === 'undone' ? 'Taken back' : 'Taken back in part'}: ${title}.`,
    details: [
      ...left,
      ...irreversible.map((words) => `Does not come back: ${words}`),
      ...(needsRestart ? ['Restart Odoo: it reads odoo.conf only when it starts.'] : []),
    ],
    byHand: [],
  };
};

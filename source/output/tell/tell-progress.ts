import type { ChangeProgress } from '../../changes/dependencies.ts';

/** How far a change or an undo has come. */
export const tellProgress = (progress: ChangeProgress): string => {
  switch (progress.kind) {
    case 'begun':
      return 'Written into the journal …';
    case 'waiting-for-queue':
      return 'Odoo is sending just now; waiting for that run to end …';
    case 'committing':
      return 'Changing it …';
    case 'committed':
      return progress.of > 1 ? `${progress.transaction + 1} of ${progress.of} parts done …` : 'Changed …';
    case 'outside':
      return `${progress.words} …`;
    case 'ending':
      return 'Nearly done …';
  }
};

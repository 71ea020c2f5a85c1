import { type Confirmation, confirm } from '../../confirmation.ts';
import type { Chosen } from './chosen.ts';
import type { ActionPreview } from './source.ts';

/** How much a person must do before an action on mails is carried out. */
export const confirmAction = (preview: ActionPreview): Confirmation => {
  const { ids, deletes, maybeDelivered, failing, irreversible } = preview;
  return confirm({
    count: ids.length,
    noun: 'mail',
    isIrreversible: irreversible.length > 0,
    deletes,
    maySendTwice: maybeDelivered > 0,
    failing,
  });
};

/** One mail that can come back needs no question, but only under the cursor: a marked one may not be on the screen. */
export const needsNoQuestion = (preview: ActionPreview, { isMarked }: Pick<Chosen, 'isMarked'>): boolean => {
  const { ids, irreversible, setAside } = preview;
  const isHarmless = confirmAction(preview).kind === 'press' && irreversible.length === 0 && setAside.length === 0;
  return ids.length === 1 && isHarmless && !isMarked;
};

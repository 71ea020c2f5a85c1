import { countOf } from '../../../domain/wording/count.ts';
import type { Chosen } from './chosen.ts';
import type { ConfirmDialog } from './dialog/state.ts';
import type { ActionPreview } from './source.ts';

/** How much a person must do to confirm: press y, or type how many mails it concerns. */
export type Tier = 'press' | 'count';

const mostByKey = 20;

/** What deletes, may send twice or concerns many asks for the count. */
export const tierOf = ({ ids, maybeDelivered, deletes }: ActionPreview): Tier =>
  deletes || maybeDelivered > 0 || ids.length > mostByKey ? 'count' : 'press';

/** One mail that can come back needs no question, but only under the cursor: a marked one may not be on the screen. */
export const needsNoQuestion = (preview: ActionPreview, { isMarked }: Pick<Chosen, 'isMarked'>): boolean => {
  const { ids, irreversible, setAside } = preview;
  const isHarmless = tierOf(preview) === 'press' && irreversible.length === 0 && setAside.length === 0;
  return ids.length === 1 && isHarmless && !isMarked;
};

/** Why y does not confirm yet: a large change wants its count typed first. */
export const findObjection = ({ preview, count }: Pick<ConfirmDialog, 'preview' | 'count'>): string | undefined =>
  tierOf(preview) === 'count' && count.value !== String(preview.ids.length)
    ? `Type ${preview.ids.length} first: this concerns ${countOf(preview.ids.length, 'mail')}.`
    : undefined;

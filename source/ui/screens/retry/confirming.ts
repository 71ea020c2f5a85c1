import { countOf } from '../../../domain/wording/count.ts';
import type { Chosen } from './chosen.ts';
import type { ConfirmDialog } from './dialog/state.ts';
import type { ActionPreview } from './source.ts';

/** How much a person must do to confirm: press y, or type how many mails it concerns. */
export type Tier = 'press' | 'count';

const mostByKey = 20;

/** What deletes, may send twice, makes other mails fail or concerns many asks for the count. */
export const tierOf = ({ ids, maybeDelivered, deletes, failing }: ActionPreview): Tier =>
  deletes || maybeDelivered > 0 || failing > 0 || ids.length > mostByKey ? 'count' : 'press';

/** The count to type: of the mails that would fail, where there are such, because those are what it costs. */
export const countToType = ({ ids, failing }: ActionPreview): number => (failing > 0 ? failing : ids.length);

/** One mail that can come back needs no question, but only under the cursor: a marked one may not be on the screen. */
export const needsNoQuestion = (preview: ActionPreview, { isMarked }: Pick<Chosen, 'isMarked'>): boolean => {
  const { ids, irreversible, setAside } = preview;
  const isHarmless = tierOf(preview) === 'press' && irreversible.length === 0 && setAside.length === 0;
  return ids.length === 1 && isHarmless && !isMarked;
};

/** Why y does not confirm yet: a large change wants its count typed first. */
export const findObjection = ({ preview, count }: Pick<ConfirmDialog, 'preview' | 'count'>): string | undefined => {
  if (tierOf(preview) !== 'count') return undefined;
  const wanted = countToType(preview);
  if (count.value === String(wanted)) return undefined;
  return preview.failing > 0
    ? `Type ${wanted} first: so many waiting mails would fail.`
    : `Type ${wanted} first: this concerns ${countOf(wanted, 'mail')}.`;
};

import { countOf } from '../../../domain/wording/count.ts';
import type { ConfirmDialog } from './dialog/state.ts';
import type { ActionPreview } from './source.ts';

/** How much a person must do to confirm: nothing, press y, or type how many mails it concerns. */
export type Tier = 'none' | 'press' | 'count';

const mostByKey = 20;

/** The three tiers: what deletes, may send twice or concerns many asks for the count; one mail that can come back for nothing. */
export const tierOf = ({ ids, maybeDelivered, deletes, irreversible, setAside }: ActionPreview): Tier => {
  if (deletes || maybeDelivered > 0 || ids.length > mostByKey) return 'count';
  return ids.length === 1 && irreversible.length === 0 && setAside.length === 0 ? 'none' : 'press';
};

/** Why y does not confirm yet: a large change wants its count typed first. */
export const findObjection = ({ preview, count }: Pick<ConfirmDialog, 'preview' | 'count'>): string | undefined =>
  tierOf(preview) === 'count' && count.value !== String(preview.ids.length)
    ? `Type ${preview.ids.length} first: this concerns ${countOf(preview.ids.length, 'mail')}.`
    : undefined;

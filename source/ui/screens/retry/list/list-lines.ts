import { nameState } from '../../../../domain/mail/mail-state.ts';
import type { SelectedKind, SelectedMails } from '../../../../domain/mail/selected-mails.ts';
import { titleOf } from '../../../../domain/replies/title.ts';
import type { MailGrouping } from '../source.ts';
import { type ListOrder, placesInOrder } from './list-order.ts';

/** A heading in a grouped list. */
export interface GroupLine {
  readonly title: string;
  readonly ids: readonly number[];
  readonly isOpen: boolean;
}

/** What stands on a line: a mail's id, or a group. */
export type ListLine = number | GroupLine;

export interface Arrangement {
  readonly order: ListOrder;
  readonly grouping: MailGrouping | undefined;
  /** Titles by mail, for groupings that the database tells; undefined until they were read. */
  readonly titles: ReadonlyMap<number, string> | undefined;
  readonly openGroups: ReadonlySet<string>;
}

/** The lines for mails. Groups come largest first, closed until somebody opens them. */
export const buildLines = (mails: SelectedMails, arrangement: Arrangement): readonly ListLine[] => {
  const places = placesInOrder(mails, arrangement.order);
  if (arrangement.grouping === undefined) return places.map((place) => mails.idAt(place));
  const groups = new Map<string, number[]>();
  for (const place of places) {
    const id = mails.idAt(place);
    const title = groupOf(id, mails.kindAt(place), arrangement);
    const known = groups.get(title);
    if (known === undefined) groups.set(title, [id]);
    else known.push(id);
  }
  return Array.from(groups, ([title, ids]) => ({ title, ids, isOpen: arrangement.openGroups.has(title) }))
    .sort((a, b) => b.ids.length - a.ids.length || a.title.localeCompare(b.title))
    .flatMap((group): readonly ListLine[] => (group.isOpen ? [group, ...group.ids] : [group]));
};

/** The group of mails whose title was not read, or that are gone. */
export const untitled = '…';

const groupOf = (id: number, kind: SelectedKind, { grouping, titles }: Arrangement): string => {
  if (grouping !== 'class') return titles?.get(id) ?? untitled;
  return kind.class === null ? nameState(kind.state) : titleOf(kind.class);
};

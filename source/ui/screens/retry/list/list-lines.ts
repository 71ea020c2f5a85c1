import { nameState } from '../../../../domain/mail/mail-state.ts';
import type { SelectedMail } from '../../../../domain/mail/selected-mail.ts';
import { titleOf } from '../../../../domain/replies/title.ts';
import type { MailGrouping } from '../source.ts';

export type ListOrder = 'failed first' | 'oldest first' | 'newest first';

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

/** The lines for mails that are given oldest first. Groups come largest first, closed until somebody opens them. */
export const buildLines = (mails: readonly SelectedMail[], arrangement: Arrangement): readonly ListLine[] => {
  const ordered = sort(mails, arrangement.order);
  if (arrangement.grouping === undefined) return ordered.map(({ id }) => id);
  return [...Map.groupBy(ordered, (mail) => groupOf(mail, arrangement))]
    .map(([title, members]) => ({ title, ids: members.map(({ id }) => id), isOpen: arrangement.openGroups.has(title) }))
    .sort((a, b) => b.ids.length - a.ids.length || a.title.localeCompare(b.title))
    .flatMap((group): readonly ListLine[] => (group.isOpen ? [group, ...group.ids] : [group]));
};

const sort = (mails: readonly SelectedMail[], order: ListOrder): readonly SelectedMail[] => {
  switch (order) {
    case 'oldest first':
      return mails;
    case 'newest first':
      return mails.toReversed();
    case 'failed first': {
      const isFailed = ({ state }: SelectedMail): boolean => state === 'exception';
      return [...mails.filter(isFailed), ...mails.filter((mail) => !isFailed(mail))];
    }
  }
};

/** The group of mails whose title was not read, or that are gone. */
export const untitled = '…';

const groupOf = (mail: SelectedMail, { grouping, titles }: Arrangement): string => {
  if (grouping !== 'class') return titles?.get(mail.id) ?? untitled;
  return mail.class === null ? nameState(mail.state) : titleOf(mail.class);
};

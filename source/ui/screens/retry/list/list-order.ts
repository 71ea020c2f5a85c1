import { type MailText, mailTexts } from '../../../../domain/mail/mail-text.ts';
import type { SelectedMails } from '../../../../domain/mail/selected-mails.ts';
import { titleOf } from '../../../../domain/replies/title.ts';
import type { ColumnKey } from './columns.ts';

/** By which column mails are sorted; the others follow oldest first. */
export interface ListOrder {
  readonly column: ColumnKey;
  readonly isReversed: boolean;
}

export const failedFirst: ListOrder = { column: 'state', isReversed: false };

const columns: readonly ColumnKey[] = ['state', 'age', 'to', 'subject', 'server', 'why', 'id'];

/** The order by the next column, in its first direction. */
export const nextOrder = ({ column }: ListOrder): ListOrder => ({
  column: columns[(columns.indexOf(column) + 1) % columns.length] ?? failedFirst.column,
  isReversed: false,
});

export const reverseOrder = ({ column, isReversed }: ListOrder): ListOrder => ({ column, isReversed: !isReversed });

/** The texts by which the database sorts, as it alone knows them all; undefined for the order that it tells anyway. */
export const sortedByText = ({ column }: ListOrder): MailText | undefined => mailTexts.find((text) => text === column);

const words: Readonly<Record<ColumnKey, readonly [first: string, reversed: string]>> = {
  state: ['failed first', 'failed last'],
  age: ['oldest first', 'newest first'],
  to: ['by recipient', 'by recipient, last first'],
  subject: ['by subject', 'by subject, last first'],
  server: ['by server', 'by server, last first'],
  why: ['by reason', 'by reason, last first'],
  id: ['lowest id first', 'highest id first'],
};

export const describeOrder = ({ column, isReversed }: ListOrder): string => words[column][isReversed ? 1 : 0];

/** Whether the values of its column rise from line to line. Oldest first, ages fall. */
export const isRising = ({ column, isReversed }: ListOrder): boolean => (column === 'age') === isReversed;

/** The places of mails in an order; they are given oldest first, or by the texts that the order asks for. */
export const placesInOrder = (mails: SelectedMails, { column, isReversed }: ListOrder): readonly number[] => {
  const places = Array.from({ length: mails.length }, (_, place) => place);
  const sorted = sortPlaces(places, mails, column);
  // The mails of one state or reason stay oldest first, as they have one place in the other direction as well.
  if (column !== 'state' && column !== 'why') return isReversed ? sorted.toReversed() : sorted;
  return isReversed ? sortPlaces(places, mails, column, -1) : sorted;
};

const sortPlaces = (
  places: readonly number[],
  mails: SelectedMails,
  column: ColumnKey,
  direction: 1 | -1 = 1,
): readonly number[] => {
  switch (column) {
    case 'state': {
      const isFailed = (place: number): boolean => (mails.kindAt(place).state === 'exception') === (direction === 1);
      return [...places.filter(isFailed), ...places.filter((place) => !isFailed(place))];
    }
    case 'why': {
      const byTitle = Map.groupBy(places, (place) => {
        const { class: failure } = mails.kindAt(place);
        return failure === null ? '' : titleOf(failure);
      });
      // What has no reason stands last, as an empty cell.
      const titles = [...byTitle.keys()].filter((title) => title !== '').sort((a, b) => direction * a.localeCompare(b));
      return [...titles, ''].flatMap((title) => byTitle.get(title) ?? []);
    }
    case 'id':
      return places.toSorted((one, other) => mails.idAt(one) - mails.idAt(other));
    default:
      return places;
  }
};

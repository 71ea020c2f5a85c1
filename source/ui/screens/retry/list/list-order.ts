import { mailTexts, type TextOrder } from '../../../../domain/mail/mail-text.ts';
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

/** The order, where the database makes it, as it alone knows the texts of all mails; undefined where it is made here. */
export const sortedByText = (order: ListOrder): TextOrder | undefined => (isByText(order) ? order : undefined);

const isByText = (order: ListOrder): order is TextOrder => mailTexts.some((text) => text === order.column);

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

/** The places of mails in an order; they are given oldest first, or as the database sorted them by their texts. */
export const placesInOrder = (mails: SelectedMails, { column, isReversed }: ListOrder): readonly number[] => {
  const places = Array.from({ length: mails.length }, (_, place) => place);
  const direction = isReversed ? -1 : 1;
  switch (column) {
    case 'state': {
      const isFirst = (place: number): boolean => (mails.kindAt(place).state === 'exception') !== isReversed;
      return [...places.filter(isFirst), ...places.filter((place) => !isFirst(place))];
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
      return places.sort((one, other) => direction * (mails.idAt(one) - mails.idAt(other)));
    case 'age':
      return isReversed ? places.toReversed() : places;
    case 'to':
    case 'subject':
    case 'server':
      return places;
  }
};

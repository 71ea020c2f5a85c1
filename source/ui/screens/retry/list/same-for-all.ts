import { titleOf } from '../../../../domain/replies/title.ts';
import { formatCount } from '../../../../domain/wording/count.ts';
import type { RetryState } from '../state.ts';
import type { ColumnKey } from './columns.ts';

/** What all mails of a list have in common: it stands in the heading, and its columns go to the others. */
export interface SameForAll {
  readonly columns: readonly ColumnKey[];
  /** The reason of all, where it is one. */
  readonly why: string | undefined;
}

const none: SameForAll = { columns: [], why: undefined };

export const sameForAll = ({ mails }: Pick<RetryState, 'mails'>): SameForAll => {
  if (mails === undefined || mails.length < 2) return none;
  const first = mails.kindAt(0);
  // The words of a failure that nobody knows differ from mail to mail.
  const isOneClass =
    first.class !== null &&
    first.class !== 'unknown' &&
    mails.count((kind) => kind.class === first.class) === mails.length;
  return {
    columns: isOneClass ? ['why'] : [],
    why: isOneClass && first.class !== null ? titleOf(first.class) : undefined,
  };
};

/** `1–17 of 298`; nothing where all is on the screen. */
export const describePosition = ({ first, height }: RetryState['window'], length: number): string =>
  length <= height
    ? ''
    : `${formatCount(first + 1)}–${formatCount(Math.min(length, first + height))} of ${formatCount(length)}`;

import { nameState } from '../../../../domain/mail/mail-state.ts';
import type { SelectedKind, SelectedMails } from '../../../../domain/mail/selected-mails.ts';
import { titleOf } from '../../../../domain/replies/title.ts';
import { formatCount } from '../../../../domain/wording/count.ts';
import { keepsStill, type RetryState } from '../state.ts';
import { type ColumnKey, hasRoomForColumn } from './columns.ts';

/** What all mails of a list have in common: it stands in the heading, and its columns go to the others. */
export interface SameForAll {
  readonly columns: readonly ColumnKey[];
  /** The values of those columns. */
  readonly words: readonly string[];
}

const none: SameForAll = { columns: [], words: [] };

/** Of columns that a terminal of this width has. */
export const sameForAll = (list: RetryState, terminal: number): SameForAll => {
  const { mails, rows, pending } = list;
  const shared = mails === undefined ? undefined : shareOf(mails);
  if (shared === undefined) return none;
  const { state, failure, isOneServer } = shared;
  // Its name is what any of the rows tells that were read.
  const [row] = isOneServer ? rows.values() : [];
  const found = [
    // What left while the list keeps still says so in its state.
    ['state', state === undefined || (keepsStill(list) && pending.departed.size > 0) ? undefined : nameState(state)],
    ['server', row === undefined ? undefined : (row.server ?? "Odoo's choice of server")],
    ['why', failure === undefined ? undefined : titleOf(failure)],
  ] as const;
  const known = found.flatMap(([key, words]) =>
    words === undefined || !hasRoomForColumn(key, terminal) ? [] : [{ key, words }],
  );
  return { columns: known.map(({ key }) => key), words: known.map(({ words }) => words) };
};

/** `all: waiting · smtp.gmail.com`; the title counts failed mails as such already. */
export const describeShared = (
  { columns, words }: SameForAll,
  { isFailedSaid }: { readonly isFailedSaid: boolean },
): string => {
  const said = words.filter((_, place) => !(isFailedSaid && columns[place] === 'state'));
  return said.length === 0 ? '' : `all: ${said.join(' · ')}`;
};

interface Share {
  readonly state: string | undefined;
  readonly failure: NonNullable<SelectedKind['class']> | undefined;
  readonly isOneServer: boolean;
}

/** Found once for a list, as every frame asks for it. */
const shares = new WeakMap<SelectedMails, Share>();

const shareOf = (mails: SelectedMails): Share | undefined => {
  if (mails.length < 2) return undefined;
  const known = shares.get(mails);
  if (known !== undefined) return known;
  const first = mails.kindAt(0);
  const isAll = (is: (kind: SelectedKind) => boolean): boolean => mails.count(is) === mails.length;
  // The words of a failure that nobody knows differ from mail to mail.
  const isOneFailure = first.class !== 'unknown' && isAll((kind) => kind.class === first.class);
  const share = {
    state: isAll(({ state }) => state === first.state) ? first.state : undefined,
    failure: isOneFailure && first.class !== null ? first.class : undefined,
    isOneServer: first.serverId !== undefined && isAll(({ serverId }) => serverId === first.serverId),
  };
  shares.set(mails, share);
  return share;
};

/** `1–17 of 298`; nothing where all is on the screen. */
export const describePosition = ({ first, height }: RetryState['window'], length: number): string =>
  length <= height
    ? ''
    : `${formatCount(first + 1)}–${formatCount(Math.min(length, first + height))} of ${formatCount(length)}`;

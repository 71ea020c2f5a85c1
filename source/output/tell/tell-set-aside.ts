import type { CancelPreview } from '../../changes/cancel/plan-cancel.ts';
import type { PurgePreview } from '../../changes/purge/purge-preview.ts';
import { describeSetAside } from '../../changes/retry/describe-set-aside.ts';
import { type IncludableReason, isIncludable, type SetAside } from '../../changes/retry/set-aside.ts';
import { countOf } from '../../domain/wording/count.ts';

/** Mails that an action leaves as they are. */
export interface LeftAlone {
  readonly count: number;
  /** The end of `297 mails: …`. */
  readonly why: string;
  /** By what a person may ask for them all the same; undefined where nothing helps. */
  readonly include?: IncludableReason;
}

export const leftOfRetry = (setAside: readonly SetAside[]): readonly LeftAlone[] =>
  setAside.flatMap(({ reason, ids, detail }) =>
    leave(ids.length, describeSetAside({ reason, detail })).map((left) =>
      isIncludable(reason) ? { ...left, include: reason } : left,
    ),
  );

export const leftOfCancel = ({ others }: Pick<CancelPreview, 'others'>): readonly LeftAlone[] =>
  leave(others.length, 'neither waiting nor failed');

export const leftOfPurge = ({
  others,
  held,
  later,
}: Pick<PurgePreview, 'others' | 'held' | 'later'>): readonly LeftAlone[] => [
  ...leave(others.length, 'neither failed nor cancelled: only those are cleared'),
  ...held.flatMap(({ table, ids }) =>
    leave(ids.length, `rows of ${table} hold on to ${ids.length === 1 ? 'it' : 'them'}`),
  ),
  ...leave(later.length, 'for another time: one archive has to stay manageable'),
];

export const leave = (count: number, why: string): readonly LeftAlone[] => (count === 0 ? [] : [{ count, why }]);

/** `297 mails: will fail again, as a live try just showed`; how they are taken in all the same is the caller's. */
export const tellLeftAlone = ({ count, why }: LeftAlone, hint = ''): string =>
  `${countOf(count, 'mail')}: ${why}${hint}`;

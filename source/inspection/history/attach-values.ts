import type { TrackedValue } from '../../domain/odoo/record-stamp.ts';
import { minuteMs } from '../../lib/time-units.ts';
import type { Happening } from './history.ts';

const recordOf = ({ model, id }: TrackedValue): string => `${model.replaceAll('.', '_')},${id}`;

/** Odoo writes the note in the history of a record after the record itself, in the same request. */
const isOf = (value: TrackedValue, { record, at }: Happening): boolean =>
  record === recordOf(value) && Math.abs(value.at.getTime() - at.getTime()) <= minuteMs;

/**
 * Puts what a record's own history says of a change to it. What that history knows of earlier changes, which the record
 * itself does not tell any more, become happenings of their own.
 */
export const attachValues = (
  happenings: readonly Happening[],
  tracked: readonly TrackedValue[],
): readonly Happening[] => {
  const told = happenings.map((each) => ({
    ...each,
    values: [...each.values, ...tracked.filter((value) => isOf(value, each)).map(toValue)],
  }));
  const earlier = tracked.filter((value) => !happenings.some((each) => isOf(value, each)));
  const groups = Map.groupBy(earlier, (value) => `${recordOf(value)} ${value.at.getTime()}`);
  return [
    ...told,
    ...[...groups.values()].flatMap((group) => {
      const [first] = group;
      const like = first === undefined ? undefined : happenings.find(({ record }) => record === recordOf(first));
      if (first === undefined || like === undefined) return [];
      return [
        {
          ...like,
          at: first.at,
          words: `${/^.*"/.exec(like.words)?.[0] ?? like.words} changed`,
          by: first.by === null ? { kind: 'unknown' as const } : { kind: 'user' as const, id: null, name: first.by },
          values: group.map(toValue),
        },
      ];
    }),
  ];
};

const toValue = ({ field, before, after }: TrackedValue) => ({ field: field ?? 'a field that is gone', before, after });

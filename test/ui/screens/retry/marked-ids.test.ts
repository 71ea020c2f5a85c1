import { expect, test } from 'vitest';
import { changeMarks, type MarkedIds } from '../../../../source/ui/screens/retry/marked-ids.ts';

const many = Array.from({ length: 2_000 }, (_, index) => index + 1);

test.each<[string, MarkedIds, readonly number[]]>([
  ['marked', changeMarks(new Set([1]), [2, 3], true), [1, 2, 3]],
  ['marked twice', changeMarks(changeMarks(new Set([1]), [2], true), [1, 2], true), [1, 2]],
  ['unmarked', changeMarks(changeMarks(new Set([1, 2]), [3], true), [1, 3, 9], false), [2]],
  ['unmarked and marked', changeMarks(changeMarks(new Set([1, 2]), [1], false), [1], true), [1, 2]],
  ['all of many', changeMarks(new Set([1]), many, true), many],
  [
    'all of many but two',
    changeMarks(changeMarks(new Set(), many, true), [7, 8], false),
    many.filter((id) => id !== 7 && id !== 8),
  ],
  ['none of many', changeMarks(changeMarks(new Set(), many, true), many, false), []],
  [
    'one by one, more than are kept apart',
    many.reduce<MarkedIds>((marks, id) => changeMarks(marks, [id], true), new Set<number>()),
    many,
  ],
])('marks are a set: %s', (_, marks, ids) => {
  expect([...marks].sort((a, b) => a - b)).toEqual(ids);
  expect(marks.size).toBe(ids.length);
  expect([0, 1, 2, 3, 7, 2_000, 2_001].filter((id) => marks.has(id))).toEqual(
    [0, 1, 2, 3, 7, 2_000, 2_001].filter((id) => ids.includes(id)),
  );
});

test('marks that were there before are as they were', () => {
  const before = changeMarks(new Set([1, 2]), [3], true);
  changeMarks(before, [1, 3, 4], false);
  changeMarks(before, many, true);
  expect([...before]).toEqual([1, 2, 3]);
});

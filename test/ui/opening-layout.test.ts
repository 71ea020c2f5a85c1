import { expect, test } from 'vitest';
import { layOutOpening } from '../../source/ui/screens/wizard/opening-layout.ts';

test.each([
  [20, 0, { withIntroduction: true, first: 0, shown: 6 }],
  [9, 5, { withIntroduction: true, first: 0, shown: 6 }],
  [8, 5, { withIntroduction: false, first: 0, shown: 6 }],
  [7, 0, { withIntroduction: false, first: 0, shown: 6 }],
  [3, 0, { withIntroduction: false, first: 0, shown: 2 }],
  [3, 4, { withIntroduction: false, first: 3, shown: 2 }],
  [3, 5, { withIntroduction: false, first: 4, shown: 2 }],
  [1, 2, { withIntroduction: false, first: 2, shown: 1 }],
])('in %i lines with entry %i under the cursor the question takes no more than there are', (height, at, expected) => {
  expect(layOutOpening({ height, count: 6, at })).toEqual(expected);
});

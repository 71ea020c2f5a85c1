import { expect, test } from 'vitest';
import { fitDetail } from '../../../../../source/ui/screens/queue/lines/headline.ts';

const detail =
  'measured just now, 2 shows the evidence · 1 204 waiting (oldest 2 h 52 m) · 312 failed, all of them: refused';

test.each([
  [200, detail],
  [88, 'measured just now · 1 204 waiting (oldest 2 h 52 m) · 312 failed, all of them: refused'],
  [78, 'measured just now · 1 204 waiting (oldest 2 h 52 m) · 312 failed, all of them…'],
  [70, 'measured just now · 1 204 waiting (oldest 2 h 52 m)'],
  [40, 'measured just now'],
  [10, 'measured …'],
])('in %d cells no number is cut: a part that does not fit goes', (width, expected) => {
  expect(fitDetail(detail, width)).toBe(expected);
});

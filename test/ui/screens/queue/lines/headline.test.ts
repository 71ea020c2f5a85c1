import { expect, test } from 'vitest';
import { fitDetail, headlineLines } from '../../../../../source/ui/screens/queue/lines/headline.ts';
import { createTheme } from '../../../../../source/ui/theme/theme.ts';

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

const theme = createTheme({ colors: false, ascii: false });
const linesOf = (columns: number, rows: number): readonly string[] =>
  headlineLines(
    { status: 'fail', summary: 'The login is refused.', detail },
    { columns, rows, now: new Date(0), theme },
  ).map((line) => (line.kind === 'text' ? line.parts.map(({ text }) => text).join('') : ''));

test.each([
  [200, 20, [`  ${detail}`]],
  [90, 20, ['  measured just now · 1 204 waiting (oldest 2 h 52 m) · 312 failed, all of them: refused']],
  [80, 20, ['  measured just now · 1 204 waiting (oldest 2 h 52 m)', '  312 failed, all of them: refused']],
  [80, 12, ['  measured just now · 1 204 waiting (oldest 2 h 52 m) · 312 failed, all of them…']],
  [80, 8, []],
])('%d cells and %d lines: how sure it is goes on in the next line where there is room', (columns, rows, expected) => {
  expect(linesOf(columns, rows).slice(1)).toEqual(expected);
});

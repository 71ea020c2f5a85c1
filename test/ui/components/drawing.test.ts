import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { fitText } from '../../../source/ui/components/fit-text.ts';
import { sparkline } from '../../../source/ui/components/sparkline.ts';
import { createTheme } from '../../../source/ui/theme/theme.ts';

describe('text is fitted by terminal cells, not by characters', () => {
  test.each([
    ['short', 8, 'short   '],
    ['a long subject', 8, 'a long …'],
    ['日本語テキスト', 8, '日本語… '],
    ['📨📨📨', 5, '📨📨…'],
    ['anything', 0, ''],
  ])('%s in %i', (text, width, fitted) => {
    expect(fitText(text, width)).toBe(fitted);
    expect(stringWidth(fitText(text, width))).toBe(width);
  });

  test('numbers stand right', () => {
    expect(fitText('42', 5, 'right')).toBe('   42');
  });
});

test('in a chart one event stands apart from none', () => {
  const theme = createTheme({ colors: false, ascii: false });
  expect(sparkline([0, 1, 100], theme)).toBe('▁▂█');
});

test('a chart of nothing is flat', () => {
  expect(sparkline([0, 0], createTheme({ colors: false, ascii: true }))).toBe('__');
});

import { expect, test } from 'vitest';
import { readTerminalStyle } from '../../source/ui/theme/terminal-style.ts';
import { colorOf, createTheme } from '../../source/ui/theme/theme.ts';

test('NO_COLOR takes the colours away, whatever its value', () => {
  const wanted = { color: true, ascii: false };
  expect(readTerminalStyle(wanted, { NO_COLOR: '1' }).colors).toBe(false);
  expect(readTerminalStyle(wanted, { NO_COLOR: '0' }).colors).toBe(false);
  expect(readTerminalStyle(wanted, { NO_COLOR: '' }).colors).toBe(true);
});

test('--no-color and a dumb terminal do the same', () => {
  expect(readTerminalStyle({ color: false, ascii: false }, {}).colors).toBe(false);
  expect(readTerminalStyle({ color: true, ascii: false }, { TERM: 'dumb' })).toEqual({ colors: false, ascii: true });
});

test('without colours every status still has a sign of its own', () => {
  for (const ascii of [true, false]) {
    const { signs } = createTheme({ colors: false, ascii });
    expect(new Set(Object.values(signs)).size).toBe(5);
  }
  expect(colorOf(createTheme({ colors: false, ascii: false }), 'fail')).toEqual({});
});

test('--ascii draws with ASCII alone', () => {
  const theme = createTheme({ colors: true, ascii: true });
  const glyphs = [...Object.values(theme.signs), ...theme.spark, theme.bar].join('');
  expect(glyphs).toMatch(/^[\x20-\x7e]+$/);
});

import { describe, expect, test } from 'vitest';
import { sanitize, sanitizeLine } from '../../source/domain/sanitize.ts';

describe('what could steer a terminal is gone', () => {
  test.each([
    ['a colour', '\u001b[31mred\u001b[0m', 'red'],
    ['a window title ended by BEL', 'a\u001b]0;owned\u0007b', 'ab'],
    ['a clipboard write ended by ST', 'a\u001b]52;c;aGk=\u001b\\b', 'ab'],
    ['a clear screen in eight-bit form', 'a\u009b2Jb', 'ab'],
    ['a terminal reset', 'a\u001bcb', 'ab'],
    ['backspaces', 'safe\b\b\b\bevil', 'safeevil'],
    ['NUL', 'a\u0000b', 'ab'],
    ['a right-to-left override', 'invoice\u202efdp.exe', 'invoicefdp.exe'],
    ['an escape that never ends', 'a\u001b]0;', 'a'],
    ['half a surrogate pair', 'a\ud800b', 'a\ufffdb'],
  ])('%s', (_what, hostile, harmless) => {
    expect(sanitize(hostile)).toBe(harmless);
  });
});

test('line ends survive in one form, umlauts and emoji untouched', () => {
  expect(sanitize('Grüße\r\n📨\rende\tda')).toBe('Grüße\n📨\nende\tda');
});

test('a line has no line ends', () => {
  expect(sanitizeLine('  a\r\n  b\tc \n')).toBe('a b c');
});

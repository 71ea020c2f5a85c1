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
    ['a soft hyphen', 'inv\u00adoice', 'invoice'],
    ['a Mongolian vowel separator', 'a\u180eb', 'ab'],
    ['a line and a paragraph separator', 'a\u2028b\u2029c', 'a\nb\nc'],
    ['deprecated format characters', 'a\u206a\u206fb', 'ab'],
    ['interlinear annotations', 'a\ufff9b\ufffac\ufffbd', 'abcd'],
    ['tags that spell a hidden text', 'a\u{e0041}\u{e007f}b', 'ab'],
    ['fillers of Hangul', 'a\u115f\u1160\u3164\uffa0b', 'ab'],
    ['a combining grapheme joiner', 'a\u034fb', 'ab'],
    ['a tag in two halves with a mark between them', 'a\udb40\u200b\udc41b', 'a\ufffd\ufffdb'],
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

test('joiners and variation selectors stay, because words and emoji are made with them', () => {
  expect(sanitize('می\u200cخواهم 👩\u200d💻 ❤\ufe0f')).toBe('می\u200cخواهم 👩\u200d💻 ❤\ufe0f');
});

test.each([
  ['smtp://office:s3cret@smtp.acme.example:587', 'smtp://office:••••@smtp.acme.example:587'],
  ['see https://:token@git.example/x and more', 'see https://:••••@git.example/x and more'],
  ['https://acme.example/a:b@c', 'https://acme.example/a:b@c'],
  ['http://user@acme.example:8069', 'http://user@acme.example:8069'],
])('%s shows no password', (text, shown) => {
  expect(sanitize(text)).toBe(shown);
});

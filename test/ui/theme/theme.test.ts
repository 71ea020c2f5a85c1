import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { narrowFrame } from '../../../source/ui/theme/narrow-output.ts';
import { findDrawingObstacle, readTerminalStyle } from '../../../source/ui/theme/terminal-style.ts';
import { colorOf, createTheme } from '../../../source/ui/theme/theme.ts';

test('NO_COLOR takes the colours away, whatever its value', () => {
  const wanted = { color: true, ascii: false };
  expect(readTerminalStyle(wanted, { NO_COLOR: '1' }).colors).toBe(false);
  expect(readTerminalStyle(wanted, { NO_COLOR: '0' }).colors).toBe(false);
  expect(readTerminalStyle(wanted, { NO_COLOR: '' }).colors).toBe(true);
});

test('--no-color and a dumb terminal do the same', () => {
  expect(readTerminalStyle({ color: false, ascii: false }, {}).colors).toBe(false);
  expect(readTerminalStyle({ color: true, ascii: false }, { TERM: 'dumb' }).colors).toBe(false);
});

test.each([
  ['a Linux console', { TERM: 'linux' }, true],
  ['GNU screen on one', { TERM: 'screen' }, true],
  ['GNU screen on one, by its full name', { TERM: 'screen.linux' }, true],
  ['tmux on one', { TERM: 'tmux-256color', XDG_SESSION_TYPE: 'tty', XDG_VTNR: '1' }, true],
  ['a serial line', { TERM: 'vt220' }, true],
  ['xterm', { TERM: 'xterm' }, false],
  [
    'xterm, started from a Linux console',
    { TERM: 'xterm', XDG_SESSION_TYPE: 'tty', XDG_VTNR: '1', DISPLAY: ':0' },
    false,
  ],
  ['ssh', { TERM: 'xterm-256color', XDG_SESSION_TYPE: 'tty' }, false],
  ['GNU screen with many colours', { TERM: 'screen-256color' }, false],
  ['screen.xterm-256color', { TERM: 'screen.xterm-256color' }, false],
  ['Windows', {}, false],
])('signs are spelled in ASCII where the font may lack them: %s', (_where, env, ascii) => {
  expect(readTerminalStyle({ color: true, ascii: false }, env)).toMatchObject({ ascii, letters: 'all' });
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

test.each([
  ['an xterm', { TERM: 'xterm-256color' }, undefined],
  ['Windows', {}, undefined],
  ['a dumb terminal', { TERM: 'dumb' }, 'this terminal cannot show the console'],
  ['a terminal that nobody knows', { TERM: 'unknown' }, 'this terminal cannot show the console'],
  ['a screen reader, for which it speaks', { TERM: 'xterm', INK_SCREEN_READER: 'true' }, undefined],
])('a console is drawn where it can be: %s', (_where, env, obstacle) => {
  expect(findDrawingObstacle(env)).toBe(obstacle);
});

test.each([
  [{ INK_SCREEN_READER: 'true' }, true],
  [{ INK_SCREEN_READER: 'false' }, false],
  [{}, false],
])('it speaks where a screen reader is on: %j', (env, speaks) => {
  expect(readTerminalStyle({ color: true, ascii: false }, env).speaks).toBe(speaks);
});

describe('a frame for a poorer font keeps the length of its lines', () => {
  test.each([
    ['signs', 'live 2 s · Acme Logisti… → 40×10', 'ascii', 'live 2 s - Acme Logisti~ > 40x10'],
    ['letters, with --ascii', 'Grüße', 'ascii', 'Gr??e'],
    ['letters, on a Linux console', 'Grüße …', 'all', 'Grüße ~'],
    ['characters of two cells', '東京 📨', 'ascii', '???? ??'],
    ['a letter with a mark of its own', 'Cafe\u0301', 'ascii', 'Cafe'],
    ['escape sequences', '\u001b[31m✖\u001b[39m', 'ascii', '\u001b[31mx\u001b[39m'],
  ] as const)('%s', (_what, frame, letters, narrow) => {
    expect(narrowFrame(frame, letters)).toBe(narrow);
    expect(stringWidth(narrow)).toBe(stringWidth(frame));
  });
});

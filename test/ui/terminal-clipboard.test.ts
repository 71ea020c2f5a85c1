import { expect, test } from 'vitest';
import { passThrough, readMultiplexer } from '../../source/ui/terminal-clipboard.ts';

const copied = '\u001b]52;c;YQ==\u0007';

test.each([
  [{}, undefined],
  [{ TMUX: '/tmp/tmux-0/default,1,0', TERM: 'screen' }, 'tmux'],
  [{ STY: '12.pts-0.host' }, 'screen'],
  [{ TMUX: '', STY: '' }, undefined],
])('in %j the terminal is behind %s', (env, multiplexer) => {
  expect(readMultiplexer(env)).toBe(multiplexer);
});

test('a terminal gets the sequence as it is', () => {
  expect(passThrough(copied, undefined)).toBe(copied);
});

test('tmux gets it for itself and wrapped for the terminal, every escape doubled', () => {
  expect(passThrough(copied, 'tmux')).toBe(`${copied}\u001bPtmux;\u001b\u001b]52;c;YQ==\u0007\u001b\\`);
});

test('GNU screen gets it in pieces that it hands on', () => {
  const long = `\u001b]52;c;${'A'.repeat(1_000)}\u0007`;
  const written = passThrough(long, 'screen');
  const pieces = written.split('\u001b\\').filter((piece) => piece !== '');
  expect(pieces.length).toBeGreaterThan(1);
  for (const piece of pieces) expect(piece.startsWith('\u001bP') && piece.length <= 256).toBe(true);
  expect(pieces.map((piece) => piece.slice(2)).join('')).toBe(long);
});

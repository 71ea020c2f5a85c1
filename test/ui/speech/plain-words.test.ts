import { expect, test } from 'vitest';
import { plainWords, sayKeys, spellKey } from '../../../source/ui/speech/plain-words.ts';

test.each([
  ['oldest 2 h 52 m', 'oldest 2 hours 52 minutes'],
  ['1 d 1 h ago', '1 day 1 hour ago'],
  ['in 1 m, then 30 s', 'in 1 minute, then 30 seconds'],
  ['in 3.1 s', 'in 3.1 seconds'],
  ['4 ms, 9 MB, 5 h-long', '4 ms, 9 MB, 5 h-long'],
  ['9/s or 5/min, 500/day', '9 a second or 5 a minute, 500/day'],
  ['1 204 waiting · 312 failed', '1 204 waiting, 312 failed'],
  ['≥ 812, ≈ 40', 'at least 812, about 40'],
  ['Settings → Technical', 'Settings to Technical'],
  ['Reading the mails …', 'Reading the mails'],
  ['❯ ✔ sent   ▁▂█ max 42', 'sent max 42'],
  ['who : what', 'who: what'],
  ['Cured. U takes it back.', 'Cured. capital U takes it back.'],
  ['capital U takes it back', 'capital U takes it back'],
  ['An A record of mail.acme', 'An A record of mail.acme'],
])('%j is read as %j', (seen, heard) => {
  expect(plainWords(seen)).toBe(heard);
});

test.each([
  ['?', 'question mark'],
  ['F', 'capital F'],
  ['f', 'f'],
  ['+ -', 'plus or minus'],
  ['j ↓', 'j or Down'],
  ['Esc', 'Escape'],
  ['Ctrl+L', 'Ctrl+L'],
])('the key %j is said as %j', (shown, said) => {
  expect(spellKey(shown)).toBe(said);
});

test('keys are one sentence', () => {
  expect(
    sayKeys([
      { shown: 'F', label: 'mend' },
      { shown: 'p', label: 'pause' },
    ]),
  ).toBe('capital F, mend; p, pause');
});

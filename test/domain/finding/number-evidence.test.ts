import { expect, test } from 'vitest';
import type { Evidence } from '../../../source/domain/finding/evidence.ts';
import { describeEarlier, numberEvidence } from '../../../source/domain/finding/number-evidence.ts';

const piece = (asked: string, answer = 'yes', kind: Evidence['kind'] = 'sql'): Evidence => ({
  kind,
  asked,
  answer,
  at: '2026-11-24T12:04:00Z',
  durationMs: 1,
});

const numbersOf = (findings: readonly (readonly Evidence[])[]) =>
  numberEvidence(findings).map((pieces) => pieces.map(({ number, isFirst }) => `${number}${isFirst ? ' first' : ''}`));

test('what several findings rest on is shown with the first, and named by its number with the others', () => {
  expect(numbersOf([[piece('a'), piece('b')], [], [piece('b'), piece('c')], [piece('a')]])).toEqual([
    ['1 first', '2 first'],
    [],
    ['2', '3 first'],
    ['1'],
  ]);
});

test('the same question with another answer, or asked in another way, is another piece', () => {
  expect(numbersOf([[piece('a')], [piece('a', 'no')], [piece('a', 'yes', 'dns')]])).toEqual([
    ['1 first'],
    ['2 first'],
    ['3 first'],
  ]);
});

test('a finding that names a piece twice shows it once', () => {
  expect(
    numbersOf([
      [piece('a'), piece('a')],
      [piece('a'), piece('a')],
    ]),
  ).toEqual([['1 first'], ['1']]);
});

test.each([
  { findings: [[piece('a')]], words: undefined },
  { findings: [[piece('a')], [piece('a')]], words: 'evidence: [1] above' },
  {
    findings: [
      [piece('a'), piece('b')],
      [piece('b'), piece('a')],
    ],
    words: 'evidence: [2], [1] above',
  },
  { findings: [[piece('a')], [piece('a'), piece('b')]], words: 'evidence: [1] above, and' },
])('the last of them says: $words', ({ findings, words }) => {
  expect(describeEarlier(numberEvidence(findings).at(-1) ?? [])).toBe(words);
});

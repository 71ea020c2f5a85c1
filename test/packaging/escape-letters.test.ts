import { expect, test } from 'vitest';
import { escapeLetters } from '../../packaging/escape-letters.ts';

const evaluate = (code: string): unknown => new Function(`return ${code};`)();

test.each([
  ['/[“”„‘’«»é]/u.test("»")', true],
  ['"…".length', 1],
  [String.raw`/^\…\\…$/.test("…\\…")`, true],
  ['"🙂" === String.fromCodePoint(0x1f642)', true],
  ['/^🙂$/.test("🙂")', true],
])('%s means the same in ASCII', (code, means) => {
  const escaped = escapeLetters(code);
  expect(escaped).toMatch(/^[\0-\u007f]*$/);
  expect(evaluate(escaped)).toBe(means);
  expect(evaluate(code)).toBe(means);
});

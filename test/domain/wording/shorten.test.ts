import { expect, test } from 'vitest';
import { shortenText } from '../../../source/domain/wording/shorten.ts';

test.each([
  ['a text that fits', 'abc', 3, 'abc'],
  ['one that does not', 'abcd', 3, 'ab…'],
  ['a pair of surrogates in the middle of the cut', 'a📨bc', 3, 'a…'],
  ['a blank at the cut', 'ab cd', 4, 'ab…'],
])('%s', (_what, text, most, short) => {
  expect(shortenText(text, most)).toBe(short);
});

import { expect, test } from 'vitest';
import { someOf } from '../../../source/output/tell/some-of.ts';

const sentences = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `mail ${index + 1} has left`);

test('of many of a kind five are told and the rest counted; one more is no more than its count', () => {
  expect(someOf(sentences(290)).slice(4)).toEqual(['mail 5 has left', 'and 285 more like these']);
  expect(someOf(sentences(6))).toEqual(sentences(6));
  expect(someOf(sentences(7))).toHaveLength(6);
});

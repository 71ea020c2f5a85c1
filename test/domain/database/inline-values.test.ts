import { describe, expect, test } from 'vitest';
import { inlineValues } from '../../../source/domain/database/inline-values.ts';

describe('a value stands in the text where it can be nothing but itself', () => {
  const cases: readonly (readonly [what: string, value: unknown, text: string | undefined])[] = [
    ['a whole number', 7, 'select (7)'],
    ['a negative number', -7, 'select (-7)'],
    ['a fraction', 0.5, undefined],
    ['a number beyond what is exact', 2 ** 60, undefined],
    ['a list of numbers', [1, 2], "select '{1,2}'"],
    ['an empty list', [], "select '{}'"],
    ['a date', new Date(0), "select '1970-01-01T00:00:00.000Z'"],
    ['no date', new Date(Number.NaN), undefined],
    ['a word', 'mail.catchall.domain', "select 'mail.catchall.domain'"],
    ['a moment', '2026-11-24T09:12:00.500Z', "select '2026-11-24T09:12:00.500Z'"],
    ['a list of words', ['a', 'null'], `select '{"a","null"}'`],
    ['a quote', "a'b", undefined],
    ['a backslash', 'a\\b', undefined],
    ['a space', 'a b', undefined],
    ['another line', 'a\n', undefined],
    ['a dollar', '$1', undefined],
    ['a letter of another alphabet', 'ä', undefined],
    ['one word of a list that is not plain', ['a', '"'], undefined],
    ['a list of both', ['a', 1], undefined],
    ['a list in a list', [['a']], undefined],
    ['nothing', null, undefined],
    ['a truth', true, undefined],
  ];
  test.each(cases)('%s', (_what, value, text) => {
    expect(inlineValues('select $1', [value])).toBe(text);
  });

  test('each in its place, and the tenth is not the first', () => {
    const places = Array.from({ length: 10 }, (_, index) => index + 1);
    expect(inlineValues('$10 $1 $11', places)).toBe('(10) (1) $11');
  });
});

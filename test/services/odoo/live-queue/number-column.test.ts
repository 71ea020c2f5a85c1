import { expect, test } from 'vitest';
import { fillFromFields, fillNumbers } from '../../../../source/services/odoo/live-queue/number-column.ts';

const parseNumbers = (text: string, count: number): Float64Array => {
  const numbers = new Float64Array(count);
  fillNumbers(numbers, text);
  return numbers;
};

test.each([
  ['248005,7,12', [248_005, 7, 12]],
  ['1732809978.123456,0.5', [1_732_809_978.123456, 0.5]],
  ['1,,3', [1, Number.NaN, 3]],
  [',', [Number.NaN, Number.NaN]],
  ['-12.25,1e+21,Infinity,-Infinity', [-12.25, 1e21, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]],
])('%s is read number by number', (text, numbers) => {
  const read = parseNumbers(text, numbers.length);
  expect(read).toHaveLength(numbers.length);
  for (const [place, number] of numbers.entries()) {
    if (Number.isNaN(number)) expect(read[place]).toBeNaN();
    else expect(read[place]).toBeCloseTo(number, 5);
  }
});

test('a text that is too short leaves the rest without a number', () => {
  expect(Array.from(parseNumbers('1', 3))).toEqual([1, Number.NaN, Number.NaN]);
  expect(Array.from(parseNumbers('', 1))).toEqual([Number.NaN]);
});

test('fields are turned into numbers one by one, and empty ones are never asked about', () => {
  const asked: string[] = [];
  const read = new Float64Array(3);
  fillFromFields(read, 'ab,,c', (field) => asked.push(field));
  expect(asked).toEqual(['ab', 'c']);
  expect(Array.from(read)).toEqual([1, Number.NaN, 2]);
});

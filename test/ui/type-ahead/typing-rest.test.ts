import { expect, test } from 'vitest';
import { createTypingRest } from '../../../source/ui/type-ahead/typing-rest.ts';

const open = () => {
  let ms = 0;
  const rest = createTypingRest(() => new Date(ms));
  /** Whether a key that comes so much later still belongs to what was written. */
  const pressAfter = (passed: number): boolean => {
    ms += passed;
    return rest.goesOn();
  };
  const endAfter = (passed: number): void => {
    ms += passed;
    rest.begin();
  };
  return { pressAfter, endAfter };
};

test('what is written on into something else is the rest of it, until nothing was typed for half a second', () => {
  const { pressAfter, endAfter } = open();
  expect(pressAfter(0)).toBe(false);
  endAfter(200);
  expect([pressAfter(200), pressAfter(499), pressAfter(500), pressAfter(1)]).toEqual([true, true, false, false]);
});

test('where nobody was writing just then the next key is for what stands there', () => {
  const { pressAfter, endAfter } = open();
  endAfter(0);
  expect(pressAfter(1)).toBe(false);
  endAfter(500);
  expect(pressAfter(1)).toBe(false);
});

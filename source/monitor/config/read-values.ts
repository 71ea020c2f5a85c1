import { parseLength } from './parse-length.ts';
import type { Placed } from './yaml-source.ts';

export const readText = (placed: Placed): string => {
  const { value, name } = placed;
  if (typeof value === 'string' && value.trim() !== '') return value;
  throw placed.refuse(`${name} must be a text.`);
};

/** ms. */
export const readLength = (placed: Placed, leastMs = 0): number => {
  const ms = parseLength(String(placed.value));
  if (ms === undefined) {
    throw placed.refuse(
      `${placed.name} is '${String(placed.value)}', which is no length of time.`,
      'Write a number with its unit: 90s, 5m, 4h or 14d.',
    );
  }
  if (ms < leastMs) throw placed.refuse(`${placed.name} is at least ${leastMs / 1_000}s, not ${String(placed.value)}.`);
  return ms;
};

export const readCount = (placed: Placed): number => {
  const { value, name } = placed;
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  throw placed.refuse(
    `${name} is '${String(value)}', which is no number of mails.`,
    'Write a whole number, without a unit.',
  );
};

export const readChoice = <Choice extends string>(placed: Placed, choices: readonly Choice[]): Choice => {
  const found = choices.find((choice) => choice === placed.value);
  if (found !== undefined) return found;
  throw placed.refuse(`${placed.name} is '${String(placed.value)}'; it is one of ${choices.join(', ')}.`);
};

import { expect, test } from 'vitest';
import { fuzzyDistance } from '../../../source/ui/palette/match.ts';

test.each([
  ['', 'send again'],
  ['send', 'send again'],
  ['AGAIN', 'send again'],
  ['again send', 'send again'],
  ['sdgn', 'send again'],
  ['s a', 'send again'],
])('%j fits %j', (query, text) => {
  expect(fuzzyDistance(query, text)).toBeDefined();
});

test.each([
  ['x', 'send again'],
  ['send x', 'send again'],
  ['nsed', 'send again'],
  ['aa', 'a'],
  ['ml', 'measure all'],
])('%j does not fit %j', (query, text) => {
  expect(fuzzyDistance(query, text)).toBeUndefined();
});

test.each([
  ['a word that begins so comes before one that contains it', 'ma', 'the mail', 'format'],
  ['what is contained comes before scattered letters', 'mal', 'formalin', 'a meal'],
  ['letters close together come before those far apart', 'ml', 'a mail', 'a model'],
  ['what begins so comes before what begins so later', 'mail', 'mail list', 'the other mail'],
])('%s', (_rule, query, better, worse) => {
  expect(fuzzyDistance(query, better)).toBeLessThan(fuzzyDistance(query, worse) ?? 0);
});

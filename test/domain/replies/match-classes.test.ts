import { expect, test } from 'vitest';
import { failureClasses } from '../../../source/domain/replies/classes/index.ts';
import { classifyReply } from '../../../source/domain/replies/classify-reply.ts';
import { matchClasses } from '../../../source/domain/replies/match-classes.ts';
import { mentionsAddress } from '../../../source/domain/replies/refused-recipients.ts';

const family = failureClasses.filter((name) => name.startsWith('rate.'));

test.each([
  ['rate.daily', ['rate.daily']],
  ['Rate.Daily', ['rate.daily']],
  ['rate', family],
  ['rate.*', family],
  ['rate*', family],
  ['rat', []],
  ['nothing', []],
])('%s stands for %j', (word, classes) => {
  expect(matchClasses(word)).toEqual(classes);
});

test.each([
  ['Ann <ANN@b.example>', true],
  ['anna@b.example', false],
  ['', false],
  [null, false],
])('%j holds ann@b.example: %j', (text, holds) => {
  expect(mentionsAddress(text, 'ann@b.example')).toBe(holds);
});

test.each([
  [499, 'later'],
  [500, 'fix'],
  [501, 'fix'],
] as const)('words that nobody knows heal by themselves only where the code is temporary: %i, %s', (code, retry) => {
  expect(classifyReply({ code, text: 'zorp quux', stage: 'data' })).toMatchObject({ class: 'unknown', retry });
});

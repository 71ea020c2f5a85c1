import { expect, test } from 'vitest';
import { endSentence } from '../../../source/domain/wording/end-sentence.ts';

test.each([
  ['It said: no', 'It said: no.'],
  ['It said: no.', 'It said: no.'],
  ['It said: no. \r\n', 'It said: no.'],
  ['It said: no …', 'It said: no …'],
  ['It said: no..', 'It said: no..'],
  ['Why?', 'Why?'],
  ['It said “no.”', 'It said “no.”.'],
  ['See https://list.example/why', 'See https://list.example/why.'],
])('%j ends in one mark: %j', (text, ended) => {
  expect(endSentence(text)).toBe(ended);
});

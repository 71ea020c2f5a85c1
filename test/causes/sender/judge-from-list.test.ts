import { expect, test } from 'vitest';
import { judgeFromList } from '../../../source/causes/sender/several-senders-check.ts';

test.each([
  ['ann@acme.example', 17, undefined],
  ['"Ann @ Acme" <ann@acme.example>', 14, undefined],
  [null, 17, undefined],
  ['ann@acme.example, bob@acme.example', 17, /holds 2 addresses in one field.*receivers refuse or distrust/],
  ['ann@acme.example; bob@acme.example', 14, /receivers refuse or distrust/],
  ['"Two" <ann@acme.example,bob@acme.example>', 18, /sends as the first of them/],
] as const)('%j in From on Odoo %i', (text, series, words) => {
  const said = judgeFromList({ place: 'From of 2 mails', text }, series);
  if (words === undefined) expect(said).toBeUndefined();
  else expect(said).toMatch(words);
});

import { expect, test } from 'vitest';
import { judgeSeparators } from '../../../source/causes/recipients/separators-check.ts';

const semicolon = 'ann@acme.example; bob@acme.example';
const blank = 'ann@acme.example bob@acme.example';

test.each([
  [semicolon, 30, 17, /sends to “ann@acme.example;”/],
  [semicolon, null, 17, /none of them gets the mail/],
  [blank, null, 14, /none of them gets the mail/],
  [blank, 30, 17, undefined],
  ['ann@acme.example;', null, 17, /none of them gets the mail/],
  [semicolon, 30, 18, undefined],
  [semicolon, null, 19, undefined],
  ['ann@acme.example, bob@acme.example', null, 17, undefined],
  ['ann@acme.example', 30, 17, undefined],
  [null, 30, 17, undefined],
] as const)('%j of contact %j on Odoo %i', (address, partnerId, series, words) => {
  const said = judgeSeparators({ address, partnerId }, series);
  if (words === undefined) expect(said).toBeUndefined();
  else expect(said).toMatch(words);
});

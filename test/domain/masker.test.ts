import { expect, test } from 'vitest';
import { Masker } from '../../source/domain/masker.ts';

test('an empty secret hides nothing', () => {
  const masker = new Masker();
  masker.hide('');
  expect(masker.apply('220 ready')).toBe('220 ready');
});

test.each([
  ['cat', 'the category of this cat is concatenation', 'the category of this •••• is concatenation'],
  ['1.1', '550 5.1.1 unknown', '550 5.1.1 unknown'],
  ['a+b', 'you sent a+b, not xa+by', 'you sent ••••, not xa+by'],
  ['a-b/', 'you sent a-b/, not xa-b/', 'you sent ••••, not xa-b/'],
  ['secret', 'mysecretword', 'my••••word'],
])('a secret shorter than six characters (%s) is hidden as a word, not inside one', (secret, said, shown) => {
  const masker = new Masker();
  masker.hide(secret);
  expect(masker.apply(said)).toBe(shown);
});

import { expect, test } from 'vitest';
import { replaceAddress } from '../../../source/causes/recipients/replace-address.ts';

test.each<[string | null, string | null]>([
  [null, null],
  ['', ''],
  ['old@x.example', 'new@y.example'],
  ['OLD@X.example', 'new@y.example'],
  ['"Rej, Ann" <old@x.example>, Bob <bob@x.example>', '"Rej, Ann" <new@y.example>, Bob <bob@x.example>'],
  ['a@x.example,old@x.example;b@x.example', 'a@x.example,new@y.example;b@x.example'],
  ['very.old@x.example, old@x.example.net, old@x-example', 'very.old@x.example, old@x.example.net, old@x-example'],
])('in %j it becomes %j', (text, expected) => {
  expect(replaceAddress(text, 'old@x.example', 'new@y.example')).toBe(expected);
});

test('a dollar sign in an address is a dollar sign', () => {
  expect(replaceAddress('old@x.example', 'old@x.example', '$&a@y.example')).toBe('$&a@y.example');
});

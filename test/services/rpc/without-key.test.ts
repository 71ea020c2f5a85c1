import { expect, test } from 'vitest';
import { Secret } from '../../../source/domain/secret.ts';
import { withoutKey } from '../../../source/services/rpc/without-key.ts';

test.each([
  ['a long key is masked anywhere', 'xx0123456789abcdefxx', '0123456789abcdef', 'xx••••xx'],
  ['a short password is masked as a word', 'Access denied for "low".', 'low', 'Access denied for "••••".'],
  ['and left inside others', 'You are not allowed below here', 'low', 'You are not allowed below here'],
  ['signs in it are taken as they are', 'not a+b, but aab', 'a+b', 'not ••••, but aab'],
  ['those that need no escape, too', 'not a--b, but x-y/#', 'x-y/#', 'not a--b, but ••••'],
  ['a key is masked as JSON writes it, too', '{"p":"a\\"b-0123"}', 'a"b-0123', '{"p":"••••"}'],
  ['an empty one masks nothing', 'as it is', '', 'as it is'],
])('%s', (_name, words, key, masked) => {
  expect(withoutKey(words, new Secret(key))).toBe(masked);
});

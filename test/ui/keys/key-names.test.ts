import type { Key } from 'ink';
import { expect, test } from 'vitest';
import { keyNames } from '../../../source/ui/keys/key-names.ts';

const key = (pressed: Partial<Key> = {}): Key => pressed as Key;

test('keys that arrive in one chunk are all heard', () => {
  expect(keyNames('jj', key())).toEqual(['j', 'j']);
  expect(keyNames('\r\r', key())).toEqual(['enter', 'enter']);
});

test('upper case stays apart from lower case', () => {
  expect(keyNames('rR', key())).toEqual(['r', 'R']);
});

test('named keys have names', () => {
  expect(keyNames('', key({ upArrow: true }))).toEqual(['up']);
  expect(keyNames('', key({ escape: true }))).toEqual(['esc']);
  expect(keyNames('c', key({ ctrl: true }))).toEqual(['ctrl+c']);
  expect(keyNames(' ', key())).toEqual(['space']);
});

test('control characters in the middle of a paste are not keys', () => {
  expect(keyNames('a\u0007b', key())).toEqual(['a', 'b']);
});

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

test('Ctrl with a letter, Tab and Backspace are heard in the middle of a chunk', () => {
  expect(keyNames('/\u0015x\t\u007f\r', key())).toEqual(['/', 'ctrl+u', 'x', 'tab', 'backspace', 'enter']);
});

test('a character that no key sends is not heard', () => {
  expect(keyNames('a\u0000\u001fb', key())).toEqual(['a', 'b']);
});

import { expect, test } from 'vitest';
import { readSoleAddress } from '../../../source/domain/routing/sole-address.ts';

test.each([
  ['ann@one.example', 'ann@one.example'],
  ['"Ann, A." <ann@one.example>', 'ann@one.example'],
  ['  ann@one.example  ', 'ann@one.example'],
  ['', undefined],
  ['ann', undefined],
  ['ann@one.example, bob@two.example', undefined],
  ['ann@one.example; bob@two.example', undefined],
  ['Ann <ann@one.example> <bob@two.example>', undefined],
])('of %j the one address is %j', (text, address) => {
  expect(readSoleAddress(text)).toBe(address);
});

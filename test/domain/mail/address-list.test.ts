import { expect, test } from 'vitest';
import { findAddresses, findSeparator } from '../../../source/domain/mail/address-list.ts';

test.each<[string | null, readonly string[], 'semicolon' | 'blank' | undefined]>([
  ['ann@acme.example', ['ann@acme.example'], undefined],
  ['"Ann @ Home, Ltd" <ann@acme.example>', ['ann@acme.example'], undefined],
  ['"bob@else.example via Acme" <notifications@acme.example>', ['notifications@acme.example'], undefined],
  ['ann@acme.example (was bob@acme.example)', ['ann@acme.example'], undefined],
  ['ann@acme.example, bob@acme.example', ['ann@acme.example', 'bob@acme.example'], undefined],
  ['ann@acme.example, ann@acme.example', ['ann@acme.example'], undefined],
  ['ann@acme.example;', ['ann@acme.example'], 'semicolon'],
  ['ann@acme.example; bob@acme.example', ['ann@acme.example', 'bob@acme.example'], 'semicolon'],
  ['"A" <ann@acme.example>; "B" <bob@acme.example>', ['ann@acme.example', 'bob@acme.example'], 'semicolon'],
  ['"A; B" <ann@acme.example>, bob@acme.example', ['ann@acme.example', 'bob@acme.example'], undefined],
  ['ann@acme.example bob@acme.example', ['ann@acme.example', 'bob@acme.example'], 'blank'],
  ['"Two" <ann@acme.example,bob@acme.example>', ['ann@acme.example', 'bob@acme.example'], undefined],
  ['Acme', [], undefined],
  [null, [], undefined],
])('%j', (text, addresses, separator) => {
  expect(findAddresses(text)).toEqual(addresses);
  expect(findSeparator(text)).toBe(separator);
});

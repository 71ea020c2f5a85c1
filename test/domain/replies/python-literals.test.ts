import { expect, test } from 'vitest';
import { readLiteral } from '../../../source/domain/replies/python-literals.ts';

test.each([
  ['bytes', "b'5.1.1 no'", 0, { value: '5.1.1 no', end: 11 }],
  ['text', "'no' rest", 0, { value: 'no', end: 4 }],
  ['text in double quotes', '"it\'s"', 0, { value: "it's", end: 6 }],
  ['in the middle of something', "(550, b'no')", 6, { value: 'no', end: 11 }],
  ['text in the middle of something', "(550, 'no')", 6, { value: 'no', end: 10 }],
  ['with an escaped quote', "'it\\'s'", 0, { value: "it's", end: 7 }],
  ['with a backslash at its end', "'C:\\\\'", 0, { value: 'C:\\', end: 6 }],
  ['with a line break', "b'one\\ntwo'", 0, { value: 'one\ntwo', end: 11 }],
  ['with letters beyond ASCII as bytes', "b'gr\\xc3\\xbcn'", 0, { value: 'grün', end: 14 }],
  ['that is empty', "''", 0, { value: '', end: 2 }],
  ['that is cut off', "b'5.1.1 no su", 0, { value: '5.1.1 no su', end: 14 }],
  ['that is none', '550 no', 0, undefined],
  ['that is a name which begins with b', "bad'", 0, undefined],
])('a Python literal is read: %s', (_, text, start, literal) => {
  expect(readLiteral(text, start)).toEqual(literal);
});

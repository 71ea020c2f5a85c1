import { expect, test } from 'vitest';
import { readHeaders } from '../../../source/inspection/score/stored-headers.ts';

test.each([
  ['nothing', null, []],
  ['an empty dict', '{}', []],
  [
    "Python's dict",
    "{'X-Odoo-Objects': 'sale.order-7', 'Precedence': 'bulk'}",
    [
      ['X-Odoo-Objects', 'sale.order-7'],
      ['Precedence', 'bulk'],
    ],
  ],
  ['JSON', '{"List-Unsubscribe": "<https://acme.example/u>"}', [['List-Unsubscribe', '<https://acme.example/u>']]],
  [
    'both quotes',
    `{'X-Name': "Ann's", 'X-Other': 'say "hi"'}`,
    [
      ['X-Name', "Ann's"],
      ['X-Other', 'say "hi"'],
    ],
  ],
  ['escaped quotes', String.raw`{'X-Name': 'Ann\'s \\ "way"'}`, [['X-Name', String.raw`Ann's \ "way"`]]],
  [
    'what Odoo writes itself',
    `{'From': 'a@x.example', 'SUBJECT': 'x', 'Reply-To': 'r@x.example', 'X-A': 'kept'}`,
    [['X-A', 'kept']],
  ],
  ['what is no text', "{'X-A': None, 'X-B': 7, 'X-C': ['x'], 'X-D': 'kept'}", [['X-D', 'kept']]],
  ['a line break in a value', "{'X-A': 'x\r\nBcc: all@x.example', 'X-B': 'kept'}", [['X-B', 'kept']]],
  ['a name that is none', "{'X A': 'x', '': 'y', 'X:A': 'z'}", []],
  ['no dict', 'Traceback (most recent call last): …', []],
  ['a dict without an end', "{'X-A': 'kept', 'X-B': 'lost", [['X-A', 'kept']]],
] as const)('of %s those headers are read that Odoo adds', (_what, stored, headers) => {
  expect(readHeaders(stored)).toEqual(headers);
});

test.each([
  ['quotes', "'".repeat(200_000)],
  ['backslashes', `{'X-A': '${'\\'.repeat(200_001)}`],
  ['names without values', "'X-A' ".repeat(50_000)],
  ['spaces', `'X-A'${' '.repeat(200_000)}`],
])('a megabyte of %s ends within a moment and without a header', (_what, stored) => {
  const start = performance.now();
  expect(readHeaders(stored)).toEqual([]);
  expect(performance.now() - start).toBeLessThan(5_000);
});

import { expect, test } from 'vitest';
import { formatRows, rowsDocument } from './rows.ts';

const rows = [
  { what: 'kept', ratio: 1.5, target: 1.5 },
  { what: 'missed', ratio: 1.504, target: 1.5 },
  { what: 'left out', target: 1, unmeasured: 'nothing here does it' },
];

test('a row tells whether its target was met, and one that was not measured why', () => {
  expect(formatRows(rows).split('\n').slice(2)).toEqual([
    '| kept | 1.50 | ≤ 1.5 | yes |',
    '| missed | 1.50 | ≤ 1.5 | no |',
    '| left out |  | ≤ 1 | not measured: nothing here does it |',
    '',
  ]);
  expect((JSON.parse(rowsDocument(rows)) as { isMet: boolean | null }[]).map(({ isMet }) => isMet)).toEqual([
    true,
    false,
    null,
  ]);
});

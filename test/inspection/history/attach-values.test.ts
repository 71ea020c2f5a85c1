import { expect, test } from 'vitest';
import type { TrackedValue } from '../../../source/domain/odoo/record-stamp.ts';
import { attachValues } from '../../../source/inspection/history/attach-values.ts';
import type { Happening } from '../../../source/inspection/history/history.ts';

const at = (clock: string): Date => new Date(`2026-11-28T${clock}Z`);

const changed: Happening = {
  at: at('05:24'),
  kind: 'company',
  record: 'res_partner,1',
  words: 'Contact of the company "Acme" changed',
  by: { kind: 'user', id: 2, name: 'Mitchell Admin' },
  values: [],
};
const value: TrackedValue = {
  model: 'res.partner',
  id: 1,
  at: at('05:24:30'),
  by: 'Mitchell Admin',
  field: 'email',
  before: 'info@acme.example',
  after: 'info@acme.test',
};
const told = { field: 'email', before: 'info@acme.example', after: 'info@acme.test' };

test('what the history of a record says of a change stands with it', () => {
  expect(attachValues([changed], [value])).toEqual([{ ...changed, values: [told] }]);
  expect(attachValues([changed], [{ ...value, at: at('05:25') }])).toHaveLength(1);
  expect(attachValues([changed], [{ ...value, field: null }])[0]?.values[0]?.field).toBe('a field that is gone');
});

test('an earlier change that only the history of the record knows is told by itself, its values together', () => {
  const earlier = { ...value, at: at('03:00') };
  expect(attachValues([changed], [earlier, { ...earlier, field: 'name' }])).toEqual([
    changed,
    {
      ...changed,
      at: at('03:00'),
      by: { kind: 'user', id: null, name: 'Mitchell Admin' },
      values: [told, { ...told, field: 'name' }],
    },
  ]);
  expect(attachValues([changed], [{ ...earlier, by: null }])[1]?.by).toEqual({ kind: 'unknown' });
});

test('what is about another record is no part of it', () => {
  expect(attachValues([changed], [{ ...value, id: 2 }])).toEqual([changed]);
  expect(attachValues([changed], [{ ...value, model: 'res.company' }])).toEqual([changed]);
});

import { expect, test } from 'vitest';
import { openDemo } from './open.ts';

const asked = new Map([
  ['sale.order', [1, 2]],
  ['uninstalled.model', [1]],
  ['strange.model', [1]],
  ['bad name"; drop', [1]],
]);

test('which documents are still there is told, or not known', async () => {
  const { odoo } = await openDemo(
    17,
    `create table sale_order (id int); insert into sale_order values (2), (3);
     create table ir_model (id int, model varchar); insert into ir_model values (1, 'strange.model'), (2, 'sale.order')`,
  );
  const found = await odoo.existingDocuments(asked);
  expect(found.get('sale.order')).toEqual(new Set([2]));
  expect(found.get('uninstalled.model')).toEqual(new Set());
  expect(found.get('strange.model')).toBeUndefined();
  expect([...found.keys()].sort((one, other) => one.localeCompare(other))).toEqual([
    'sale.order',
    'strange.model',
    'uninstalled.model',
  ]);
});

test('without the list of models one that has no table is not known', async () => {
  const { odoo } = await openDemo(17);
  expect((await odoo.existingDocuments(asked)).get('uninstalled.model')).toBeUndefined();
});

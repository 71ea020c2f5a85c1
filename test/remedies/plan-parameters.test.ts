import { expect, test } from 'vitest';
import { requireNoOverride, stepsOf } from '../../source/remedies/plan-parameters.ts';

const at = new Date('2026-11-24T12:00:00Z');
const change = { id: 4, before: { value: 'a', key: 'mail.bounce.alias' }, after: { value: 'b' } };

test('system parameters that are there are written in one step, those that are not are made', () => {
  expect(stepsOf([change], [{ key: 'mail.default.from', value: 'office' }], at)).toEqual([
    { kind: 'update-rows', table: 'ir_config_parameter', rows: [change] },
    {
      kind: 'insert-row',
      table: 'ir_config_parameter',
      name: 'mail.default.from',
      values: {
        key: 'mail.default.from',
        value: 'office',
        create_uid: '1',
        write_uid: '1',
        create_date: '2026-11-24 12:00:00',
        write_date: '2026-11-24 12:00:00',
      },
    },
  ]);
  expect(stepsOf([], [], at)).toEqual([]);
});

test('a parameter that a file gives is not written to the table', () => {
  const parameterOverrides = new Map([['mail.default.from', '/etc/odoo/10-mail.conf']]);
  expect(() => requireNoOverride({ parameterOverrides }, 'mail.default.from')).toThrow(
    /mail\.default\.from is given by \/etc\/odoo\/10-mail\.conf/,
  );
  expect(() => requireNoOverride({ parameterOverrides }, 'mail.bounce.alias')).not.toThrow();
});

import { expect, test } from 'vitest';
import { seriesUnderTest } from '../../support/postgres.ts';
import { openDemo } from './open.ts';

const fields = `
  create table ir_model_fields (id serial primary key, model varchar, name varchar, state varchar);
  insert into ir_model_fields (id, model, name, state) values
    (901, 'ir.mail_server', 'region', 'base'), (902, 'mail.mail', 'x_studio_note', 'manual'),
    (903, 'ir.cron', 'blessed', 'base'), (904, 'mail.mail', 'region', 'base');
  insert into ir_model_data (module, name, model, res_id) values
    ('my_mail', 'field_ir_mail_server__region', 'ir.model.fields', 901),
    ('studio_customization', 'note', 'ir.model.fields', 902),
    ('queue_job_cron', 'field_ir_cron__blessed', 'ir.model.fields', 903),
    ('other', 'same_number', 'res.partner', 901)`;
const columns = `
  alter table ir_mail_server add region varchar, add smtp_from varchar;
  alter table mail_mail add x_studio_note varchar;
  alter table ir_cron add blessed boolean, add old_thing int`;

test.each(seriesUnderTest)('Odoo %i itself has no column that is unknown, and no module', async (series) => {
  const { odoo, connection } = await openDemo(series);

  expect(odoo.customization).toEqual({ modules: [], columns: [] });
  expect(connection.ran.filter(({ text }) => text.includes('ir_model_fields f'))).toEqual([]);
});

test('the list of fields tells where a column is from; one of a known module is known', async () => {
  const { odoo } = await openDemo(17, `${fields}; ${columns}`);

  expect(odoo.customization.modules.map(({ name }) => name)).toEqual(['mail_outbound_static']);
  expect(odoo.customization.columns.toSorted((a, b) => a.column.localeCompare(b.column))).toEqual([
    { table: 'ir_cron', column: 'old_thing', origin: { kind: 'no-field' } },
    { table: 'ir_mail_server', column: 'region', origin: { kind: 'modules', names: ['my_mail'] } },
    { table: 'mail_mail', column: 'x_studio_note', origin: { kind: 'by-hand' } },
  ]);
});

test('without that list a column is unknown, and nothing is guessed', async () => {
  const { odoo } = await openDemo(16, 'alter table ir_mail_server add x_foo varchar');

  expect(odoo.customization.columns).toEqual([
    { table: 'ir_mail_server', column: 'x_foo', origin: { kind: 'not-told' } },
  ]);
});

test.each([
  ['installed', true],
  ['to upgrade', true],
  ['uninstalled', false],
  ['to install', false],
])('a module in the state %s counts: %s', async (state, counts) => {
  const { odoo } = await openDemo(
    18,
    `insert into ir_module_module (name, state, latest_version) values ('mail_post_defer', '${state}', '1')`,
  );

  expect(odoo.customization.modules.map(({ name }) => name)).toEqual(counts ? ['mail_post_defer'] : []);
});

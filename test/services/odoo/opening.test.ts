import { expect, test } from 'vitest';
import { UserError } from '../../../source/domain/errors.ts';
import { knownSeries, newestSeries } from '../../../source/domain/odoo/odoo-series.ts';
import { openOdoo } from '../../../source/services/odoo/odoo.ts';
import { createEmptyDatabase, seriesUnderTest } from '../../support/postgres.ts';
import { connect } from './connect.ts';
import { changeDemo, openDemo } from './open.ts';

test.each(seriesUnderTest)('Odoo %i is recognised by the version of its base module', async (series) => {
  const { dsn, odoo } = await openDemo(series);

  expect(new URL(dsn).pathname).toBe(`/${odoo.database}`);
  expect(odoo.version).toEqual({
    series,
    minor: 0,
    text: `${series}.0`,
    full: `${series}.0.1.3`,
    isNewer: false,
    isIntermediate: false,
  });
});

test.each([
  ['saas~18.2.1.3', { series: 19, minor: 2, text: 'saas~18.2', isNewer: false, isIntermediate: true }],
  ['saas~19.1.1.3', { series: 19, minor: 1, text: 'saas~19.1', isNewer: false, isIntermediate: true }],
  ['17.0', { series: 17, minor: 0, text: '17.0', isNewer: false, isIntermediate: false }],
  ['saas~20.1.1.3', { series: newestSeries, minor: 1, text: 'saas~20.1', isNewer: true, isIntermediate: true }],
  ['21.0.1.3', { series: newestSeries, minor: 0, text: '21.0', isNewer: true, isIntermediate: false }],
] as const)('version %s is understood', async (full, version) => {
  const { odoo } = await openDemo(19, `update ir_module_module set latest_version = '${full}' where name = 'base'`);

  expect(odoo.version).toEqual({ ...version, full });
});

test('a version between two counts as the one it leads to once it has that one’s columns, else as the one before', async () => {
  const leaving = `update ir_module_module set latest_version = 'saas~19.3.1.3' where name = 'base';`;
  const early = await openDemo(19, leaving);
  const late = await openDemo(20, leaving);

  expect([early.odoo.version.series, late.odoo.version.series]).toEqual([19, 20]);
});

test.each([
  ['13.0.1.3', `which is older than what odoo-mail-doctor knows: it knows ${knownSeries}.`],
  ['saas~12.3.1.3', `which is older than what odoo-mail-doctor knows: it knows ${knownSeries}.`],
  ['master', `which is no release of Odoo: odoo-mail-doctor knows ${knownSeries}.`],
  ['', `which is no release of Odoo: odoo-mail-doctor knows ${knownSeries}.`],
])('version "%s" is refused in a sentence', async (full, why) => {
  const { connection } = await changeDemo(
    19,
    `update ir_module_module set latest_version = '${full}' where name = 'base'`,
  );

  await expect(openOdoo(connection)).rejects.toThrow(`has Odoo ${full}, ${why}`);
});

test('a database without tables is not taken for an Odoo database', async () => {
  const empty = await createEmptyDatabase();

  await expect(openOdoo(await connect(empty.dsn))).rejects.toThrow(
    new UserError(`Database '${empty.name}' is not an Odoo database.`, 'Choose another one with --database NAME.'),
  );
});

test('a database whose Odoo was never installed is not taken for an Odoo database', async () => {
  const empty = await createEmptyDatabase();
  await empty.query(`
    create table ir_module_module (name varchar, state varchar, latest_version varchar);
    insert into ir_module_module values ('base', 'uninstalled', null)`);

  await expect(openOdoo(await connect(empty.dsn))).rejects.toThrow('is not an Odoo database');
});

test('an Odoo without the mail module is told apart', async () => {
  const empty = await createEmptyDatabase();
  await empty.query(`
    create table ir_module_module (name varchar, state varchar, latest_version varchar);
    insert into ir_module_module values ('base', 'installed', '17.0.1.3'), ('mail', 'uninstalled', null)`);

  await expect(openOdoo(await connect(empty.dsn))).rejects.toThrow(
    `Database '${empty.name}' has Odoo 17.0 without the Discuss app (module mail): it cannot send mail.`,
  );
});

test('a module on its way to an upgrade still counts as installed', async () => {
  const { odoo } = await openDemo(
    19,
    `update ir_module_module set state = 'to upgrade' where name in ('base', 'mail')`,
  );

  expect(odoo.version.series).toBe(19);
});

test('a column that a back-port brought to 14 is read there', async () => {
  const { odoo } = await openDemo(
    14,
    `alter table mail_mail add column failure_type varchar;
     update mail_mail set failure_type = 'mail_smtp' where id = 1`,
  );

  await expect(odoo.mails([1])).resolves.toMatchObject([{ failureType: 'mail_smtp' }]);
});

import { expect, test } from 'vitest';
import { withClient } from '../../../source/demo/database/databases.ts';
import { UserError } from '../../../source/domain/errors.ts';
import { openOdoo } from '../../../source/services/odoo/odoo.ts';
import { createDemoDatabase, createEmptyDatabase } from '../../support/postgres.ts';
import { createRoleWithout } from '../../support/roles.ts';
import { openSession } from '../../support/session.ts';
import { connect } from './connect.ts';

test.each(["''", '"$user"', 'reports'])('a role whose search_path is %s still finds Odoo', async (path) => {
  const database = await createDemoDatabase();
  const dsn = await createRoleWithout(database, {});
  await withClient(database.superuserDsn, (client) =>
    client.query(`alter role ${new URL(dsn).username} set search_path = ${path}`),
  );

  const odoo = await openOdoo(openSession(dsn));

  expect(odoo.version.series).toBe(18);
  expect(await odoo.mailServers()).not.toEqual([]);
});

const tables = `
  create schema erp;
  create table erp.ir_module_module (name varchar, state varchar, latest_version varchar);
  insert into erp.ir_module_module values ('base', 'installed', '18.0.1.3')`;

test('tables in a schema that the role does not search are told by its name', async () => {
  const database = await createEmptyDatabase();
  await database.query(tables);

  await expect(openOdoo(await connect(database.dsn))).rejects.toEqual(
    new UserError(
      `Database '${database.name}' has Odoo's tables in schema 'erp', which the search_path of the role 'odoo' leaves out.`,
      `ALTER ROLE "odoo" IN DATABASE "${database.name}" SET search_path = "erp", public; or use the role that Odoo itself uses.`,
    ),
  );
});

test('tables in a schema that the role may not use are told apart', async () => {
  const database = await createEmptyDatabase();
  await withClient(database.superuserDsn, (client) => client.query(tables));

  await expect(openOdoo(await connect(database.dsn))).rejects.toThrow("which the role 'odoo' may not use.");
});

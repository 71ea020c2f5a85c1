import { expect, test } from 'vitest';
import type { WithDatabase } from '../../../source/services/odoo/shared-uuid.ts';
import { createEmptyDatabase, seriesUnderTest, type TestDatabase } from '../../support/postgres.ts';
import { connect } from './connect.ts';
import { openDemo } from './open.ts';

const created = '2024-05-01 10:00:00';

const setIdentity = (uuid: string): string => `
  delete from ir_config_parameter where key in ('database.uuid', 'database.create_date');
  insert into ir_config_parameter (key, value) values ('database.uuid', '${uuid}'), ('database.create_date', '${created}')`;

/** As much of an Odoo database as this question needs. */
const createNeighbour = async (uuid: string): Promise<TestDatabase> => {
  const neighbour = await createEmptyDatabase();
  await neighbour.query(`create table ir_config_parameter (key varchar, value text); ${setIdentity(uuid)}`);
  return neighbour;
};

/** Opens the cluster's databases of those names; others are refused, as if the role might not enter them. */
const withDatabases =
  (dsn: string, names: readonly string[]): WithDatabase =>
  async (name, use) => {
    if (!names.includes(name)) throw new Error(`permission denied for database "${name}"`);
    const url = new URL(dsn);
    url.pathname = `/${name}`;
    return use(await connect(url.href));
  };

test.each(seriesUnderTest)('Odoo %i: a copy on the same cluster is found by the uuid it kept', async (series) => {
  const uuid = crypto.randomUUID();
  const { dsn, odoo } = await openDemo(series, setIdentity(uuid));
  const copy = await createNeighbour(uuid);
  const other = await createNeighbour(crypto.randomUUID());
  const shared = await odoo.sharedUuid(withDatabases(dsn, [copy.name, other.name]));

  expect(shared).toMatchObject({
    uuid,
    createdAt: new Date('2024-05-01T10:00:00Z'),
    twins: [{ name: copy.name, owner: 'odoo', createdAt: new Date('2024-05-01T10:00:00Z') }],
  });
  expect(shared.unread.map(({ name }) => name)).not.toContain(odoo.database);
});

test('databases that cannot be looked into are named with the reason', async () => {
  const { dsn, odoo } = await openDemo(19);
  const empty = await createEmptyDatabase();
  const shut = await createEmptyDatabase();
  const { twins, unread } = await odoo.sharedUuid(withDatabases(dsn, [empty.name]));

  expect(twins).toEqual([]);
  expect(unread).toContainEqual({ name: shut.name, reason: `permission denied for database "${shut.name}"` });
  expect(unread).toContainEqual({
    name: empty.name,
    reason: expect.stringContaining('there is no relation "ir_config_parameter"'),
  });
});

test('a database without uuid shares it with none, and no other is opened', async () => {
  const { odoo } = await openDemo(19, `delete from ir_config_parameter where key = 'database.uuid'`);

  await expect(
    odoo.sharedUuid(() => Promise.reject(new Error('opened a database for nothing'))),
  ).resolves.toMatchObject({ uuid: null, twins: [], unread: [] });
});

test('looking through the cluster ends when it is cancelled', async () => {
  const { odoo } = await openDemo(19);
  await createEmptyDatabase();
  const cancellation = new AbortController();
  const openAndCancel: WithDatabase = () => {
    cancellation.abort(new Error('enough'));
    return Promise.reject(new Error('closed'));
  };

  await expect(odoo.sharedUuid(openAndCancel, { signal: cancellation.signal })).rejects.toThrow('enough');
});

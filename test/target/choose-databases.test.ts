import { describe, expect, test } from 'vitest';
import { chooseDatabases, needsListing, SeveralDatabases } from '../../source/target/choose-databases.ts';
import { resolveTarget, type Target } from '../../source/target/target.ts';
import { plantTree } from './tree.ts';

const targetOf = async (
  names: string,
  options: { database?: string; allDatabases?: boolean } = {},
): Promise<Target> => {
  const tree = await plantTree();
  await tree.write('etc/odoo/odoo.conf', `[options]\ndb_host = db\ndb_user = odoo\ndb_name = ${names}\n`);
  return resolveTarget({ options: { allDatabases: false, ...options }, env: {}, machine: tree.machine });
};

describe('the database', () => {
  test('that is named is taken without asking the server', async () => {
    const target = await targetOf('acme');

    expect(needsListing(target)).toBe(false);
    expect(chooseDatabases(target)).toMatchObject([{ host: 'db', user: 'odoo', database: 'acme' }]);
  });

  test('that is the only one found is taken', async () => {
    const target = await targetOf('False');

    expect(needsListing(target)).toBe(true);
    expect(chooseDatabases(target, ['acme'])).toMatchObject([{ database: 'acme' }]);
  });

  test('of several found is left to a person, with the list', async () => {
    const target = await targetOf('False');

    const choose = () => chooseDatabases(target, ['acme', 'staging']);

    expect(choose).toThrow(SeveralDatabases);
    expect(choose).toThrow('There are 2 databases (from db): acme, staging.');
    expect(choose).toThrow(
      expect.objectContaining({ names: ['acme', 'staging'], tryThis: expect.stringContaining('-d acme') }),
    );
  });

  test('of several named in odoo.conf is left to a person, with the line', async () => {
    const target = await targetOf('acme,staging');

    expect(() => chooseDatabases(target)).toThrow(/odoo\.conf, line 4\): acme, staging\.$/);
  });

  test('is each of those found with --all-databases', async () => {
    const target = await targetOf('acme', { allDatabases: true });

    expect(needsListing(target)).toBe(true);
    expect(chooseDatabases(target, ['acme', 'staging']).map(({ database }) => database)).toEqual(['acme', 'staging']);
  });

  test('that is nowhere ends in a sentence', async () => {
    const target = await targetOf('False');

    expect(() => chooseDatabases(target, [])).toThrow('No Odoo database is open to odoo at db, port 5432.');
  });
});

import { mkdir } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { findConfiguration } from '../../../source/target/odoo-conf/find.ts';
import { plantTree } from '../tree.ts';

const places = [
  'etc/odoo/odoo.conf',
  'etc/odoo.conf',
  'home/.config/Odoo/odoo.conf',
  'home/.odoorc',
  'home/.openerp_serverrc',
] as const;

describe('odoo.conf is looked for', () => {
  test.each(places.map((place, index) => ({ place, rest: places.slice(index) })))(
    'at $place before what comes after it',
    async ({ place, rest }) => {
      const tree = await plantTree();
      for (const path of rest) await tree.write(path, `# ${path}\n`);

      const { file } = await findConfiguration({ env: {}, machine: tree.machine });

      expect(file?.path).toBe(tree.path(place));
    },
  );

  test('under $ODOO_RC before the usual places', async () => {
    const tree = await plantTree();
    await tree.write('etc/odoo/odoo.conf', '');
    const named = await tree.write('opt/my.conf', '');

    const { file, attempts } = await findConfiguration({ env: { ODOO_RC: named }, machine: tree.machine });

    expect(file?.path).toBe(named);
    expect(attempts).toEqual([{ path: named, namedBy: '$ODOO_RC', outcome: 'found' }]);
  });

  test('under $OPENERP_SERVER, but $ODOO_RC wins', async () => {
    const tree = await plantTree();
    const old = await tree.write('opt/old.conf', '');
    const current = await tree.write('opt/current.conf', '');

    const search = (env: NodeJS.ProcessEnv) => findConfiguration({ env, machine: tree.machine });

    expect((await search({ OPENERP_SERVER: old })).file?.path).toBe(old);
    expect((await search({ OPENERP_SERVER: old, ODOO_RC: current })).file?.path).toBe(current);
    expect((await search({ OPENERP_SERVER: old, ODOO_RC: '' })).file?.path).toBe(old);
  });

  test('under --config before $ODOO_RC', async () => {
    const tree = await plantTree();
    const config = await tree.write('opt/my.conf', '');

    const { file } = await findConfiguration({ config, env: { ODOO_RC: '/nowhere' }, machine: tree.machine });

    expect(file?.path).toBe(config);
  });

  test('and what was tried is told when there is none', async () => {
    const tree = await plantTree();

    const { file, attempts } = await findConfiguration({ env: {}, machine: tree.machine });

    expect(file).toBeUndefined();
    expect(attempts).toEqual(places.map((place) => ({ path: tree.path(place), outcome: 'missing' })));
  });

  test('and one that is there but cannot be read ends the search with the reason', async () => {
    const tree = await plantTree();
    await mkdir(tree.path('etc/odoo/odoo.conf'), { recursive: true });
    await tree.write('home/.odoorc', '');

    const { file, attempts } = await findConfiguration({ env: {}, machine: tree.machine });

    expect(file).toBeUndefined();
    expect(attempts).toEqual([
      {
        path: tree.path('etc/odoo/odoo.conf'),
        outcome: 'unreadable',
        reason: `${tree.path('etc/odoo/odoo.conf')} is a folder, not a file.`,
      },
    ]);
  });

  test.each([
    ['--config', { config: '/nowhere/odoo.conf', env: {} }],
    ['$ODOO_RC', { env: { ODOO_RC: '/nowhere/odoo.conf' } }],
    ['$OPENERP_SERVER', { env: { OPENERP_SERVER: '/nowhere/odoo.conf' } }],
  ])('and a missing file that %s names is a sentence', async (name, request) => {
    const { machine } = await plantTree();

    await expect(findConfiguration({ ...request, machine })).rejects.toThrow(
      `There is no file /nowhere/odoo.conf, which ${name} names.`,
    );
  });
});

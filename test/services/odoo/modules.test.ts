import { expect, test } from 'vitest';
import { isPending } from '../../../source/domain/odoo/odoo-module.ts';
import { seriesUnderTest } from '../../support/postgres.ts';
import { openDemo } from './open.ts';

test.each(seriesUnderTest)('the modules of Odoo %i are those installed or on their way', async (series) => {
  const { odoo } = await openDemo(series, `update ir_module_module set state = 'to upgrade' where name = 'sale'`);
  const modules = await odoo.modules();

  expect(modules.find(({ name }) => name === 'base')).toEqual({
    name: 'base',
    state: 'installed',
    version: `${series}.0.1.3`,
  });
  expect(modules.map(({ name }) => name)).not.toContain('website');
  expect(modules.filter(isPending).map(({ name }) => name)).toEqual(['sale']);
});

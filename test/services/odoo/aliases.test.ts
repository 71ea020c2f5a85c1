import { expect, test } from 'vitest';
import { seriesUnderTest } from '../../support/postgres.ts';
import { openDemo } from './open.ts';

test.each(seriesUnderTest)(
  'Odoo %i: alias domains with the addresses that Odoo computes, from 17 on',
  async (series) => {
    const { odoo } = await openDemo(series);

    await expect(odoo.aliasDomains()).resolves.toEqual(
      series >= 17
        ? [
            {
              id: 1,
              name: 'acme.example',
              sequence: 10,
              catchallAddress: 'catchall@acme.example',
              bounceAddress: 'bounce@acme.example',
              defaultFromAddress: 'notifications@acme.example',
            },
          ]
        : undefined,
    );
  },
);

test.each([
  [`'hello@elsewhere.example'`, 'hello@elsewhere.example'],
  [`''`, null],
  ['null', null],
])('a default from of %s gives %s', async (stored, address) => {
  const { odoo } = await openDemo(17, `update mail_alias_domain set default_from = ${stored}`);

  expect((await odoo.aliasDomains())?.[0]?.defaultFromAddress).toBe(address);
});

test.each(seriesUnderTest)('Odoo %i: companies with their address and alias domain', async (series) => {
  const { odoo } = await openDemo(series, `update res_company set email = ' info@acme.example' where id = 1`);
  const companies = await odoo.companies();

  expect(companies.map(({ name }) => name)).toEqual(['Acme Trading', 'Acme Logistics', 'Acme Service']);
  expect(companies[0]).toMatchObject({
    id: 1,
    email: 'info@acme.example',
    active: true,
    aliasDomainId: series >= 17 ? 1 : undefined,
  });
});

test('a company without alias domain says null', async () => {
  const { odoo } = await openDemo(17, 'update res_company set alias_domain_id = null where id = 2');

  expect((await odoo.companies()).map(({ aliasDomainId }) => aliasDomainId)).toEqual([1, null, 1]);
});

import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { isNeutralized } from '../../../source/domain/odoo/mail-parameter.ts';
import { seriesUnderTest } from '../../support/postgres.ts';
import { openDemo } from './open.ts';

test.each(seriesUnderTest)('the parameters of Odoo %i are those that are set', async (series) => {
  const { odoo } = await openDemo(series);
  const parameters = await odoo.parameters();

  expect(parameters['web.base.url']).toBe('https://odoo.acme.example');
  expect(parameters['mail.catchall.domain']).toBe(series <= 16 ? 'acme.example' : undefined);
  expect(Object.keys(parameters)).not.toContain('base.login_cooldown_after');
  expect(isNeutralized(parameters)).toBe(false);
});

test('a neutralized copy is recognised', async () => {
  const { odoo } = await openDemo(
    17,
    `insert into ir_config_parameter (key, value) values ('database.is_neutralized', 'true')`,
  );

  expect(isNeutralized(await odoo.parameters())).toBe(true);
});

test('the OAuth applications are read, and their secrets do not show', async () => {
  const { odoo } = await openDemo(
    19,
    `insert into ir_config_parameter (key, value) values
      ('google_gmail_client_id', 'gid'), ('google_gmail_client_secret', 'hush'),
      ('microsoft_outlook_client_id', 'mid'), ('microsoft_outlook.endpoint', 'https://login.example/')`,
  );
  const [google, microsoft] = await odoo.oauthApplications();

  expect(google).toMatchObject({ provider: 'google', clientId: 'gid', endpoint: null });
  expect(google?.clientSecret?.reveal()).toBe('hush');
  expect(`${JSON.stringify(google)}${inspect(google)}`).not.toContain('hush');
  expect(microsoft).toEqual({
    provider: 'microsoft',
    clientId: 'mid',
    clientSecret: null,
    endpoint: 'https://login.example/',
  });
});

test('without OAuth applications there are none', async () => {
  const { odoo } = await openDemo(14);

  await expect(odoo.oauthApplications()).resolves.toEqual([]);
});

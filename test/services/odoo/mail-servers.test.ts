import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { StoredSecret } from '../../../source/domain/odoo/stored-secret.ts';
import { seriesUnderTest } from '../../support/postgres.ts';
import { openDemo } from './open.ts';

const reveal = (stored: StoredSecret | undefined): string | undefined =>
  stored?.kind === 'stored' ? stored.secret.reveal() : undefined;

describe.each(seriesUnderTest)('Odoo %i', (series) => {
  test('the servers come in the order in which Odoo tries them, archived ones flagged', async () => {
    const { odoo } = await openDemo(
      series,
      `update ir_mail_server set sequence = null where id = 1; update ir_mail_server set active = null where id = 2`,
    );
    const servers = await odoo.mailServers();

    expect(servers.map(({ id }) => id)).toEqual([2, 3, 4, 1]);
    expect(servers.map(({ active }) => active)).toEqual([false, false, false, true]);
  });

  test('a server is read whole, and its password does not show', async () => {
    const { odoo } = await openDemo(series);
    const [relay] = await odoo.mailServers();

    expect(relay).toMatchObject({
      name: 'Acme relay',
      host: 'smtp.acme.example',
      encryption: 'none',
      authentication: 'login',
      user: 'odoo@acme.example',
      fromFilter: series >= 15 ? 'acme.example' : undefined,
      maxEmailSize: series === 18 || series === 19 ? null : undefined,
      owner: series >= 19 ? null : undefined,
      oauth: null,
      certificate: { kind: 'none' },
    });
    expect(reveal(relay?.password)).toBe('relay-demo');
    expect(`${JSON.stringify(relay)}${inspect(relay, { depth: 9 })}`).not.toContain('relay-demo');
  });

  test('the incoming server is read, and its password does not show', async () => {
    const { odoo } = await openDemo(series, `update fetchmail_server set date = '2026-11-24 09:58'`);
    const servers = await odoo.fetchmailServers();

    expect(servers).toMatchObject([
      {
        type: 'imap',
        state: 'done',
        host: 'imap.acme.example',
        port: 993,
        tls: true,
        user: 'catchall@acme.example',
        fetchedAt: new Date('2026-11-24T09:58:00Z'),
        failure: series >= 19 ? null : undefined,
      },
    ]);
    expect(reveal(servers?.[0]?.password)).toBe('imap-demo');
    expect(JSON.stringify(servers)).not.toContain('imap-demo');
  });
});

test('a user name keeps the space that Odoo would send', async () => {
  const { odoo } = await openDemo(19, `update ir_mail_server set smtp_user = ' bob@acme.example ' where id = 1`);

  expect((await odoo.mailServers())[0]?.user).toBe(' bob@acme.example ');
});

test('certificate and key come as the text that was uploaded', async () => {
  const pem = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';
  const { odoo } = await openDemo(
    19,
    `update ir_mail_server set smtp_authentication = 'certificate', smtp_encryption = 'starttls',
       smtp_ssl_certificate = '${Buffer.from(pem).toString('base64')}'::bytea where id = 1`,
  );
  const [server] = await odoo.mailServers();

  expect(reveal(server?.certificate)).toBe(pem);
  expect(server?.privateKey).toEqual({ kind: 'none' });
});

test('a Gmail server brings its grant, and the tokens do not show', async () => {
  const { odoo } = await openDemo(
    16,
    `update ir_mail_server set smtp_authentication = 'gmail', google_gmail_refresh_token = 'refresh-me',
       google_gmail_access_token = 'access-me', google_gmail_access_token_expiration = 1790000000 where id = 1`,
  );
  const [server] = await odoo.mailServers();

  expect(server?.oauth).toMatchObject({
    provider: 'google',
    accessTokenExpiresAt: new Date(1_790_000_000_000),
  });
  expect(reveal(server?.oauth?.refreshToken)).toBe('refresh-me');
  expect(inspect(server, { depth: 9 })).not.toMatch(/refresh-me|access-me/);
});

test('an Outlook server without consent has a grant with nothing in it', async () => {
  const { odoo } = await openDemo(19, `update ir_mail_server set smtp_authentication = 'outlook' where id = 1`);

  expect((await odoo.mailServers())[0]?.oauth).toEqual({
    provider: 'microsoft',
    refreshToken: { kind: 'none' },
    accessToken: { kind: 'none' },
    accessTokenExpiresAt: null,
  });
});

test('14 tells by a switch of its module that a server uses Gmail', async () => {
  const { odoo } = await openDemo(
    14,
    `alter table ir_mail_server add column use_google_gmail_service boolean;
     update ir_mail_server set use_google_gmail_service = true where id = 1`,
  );

  await expect(odoo.mailServers()).resolves.toMatchObject([
    { authentication: 'gmail', oauth: { provider: 'google' } },
    { authentication: 'login', oauth: null },
    {},
    {},
  ]);
});

test('a personal server names its owner and what its throttle counted', async () => {
  const { odoo } = await openDemo(
    19,
    `update ir_mail_server set owner_user_id = 2, owner_limit_count = 12, owner_limit_time = '2026-11-24 10:00' where id = 1`,
  );

  expect((await odoo.mailServers())[0]?.owner).toEqual({
    userId: 2,
    count: 12,
    countedSince: new Date('2026-11-24T10:00:00Z'),
  });
});

test('without the fetchmail module 14 has no incoming servers at all', async () => {
  const { odoo } = await openDemo(14, 'drop table fetchmail_server cascade');

  await expect(odoo.fetchmailServers()).resolves.toBeUndefined();
});

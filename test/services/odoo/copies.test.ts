import { expect, test } from 'vitest';
import { openDemo } from './open.ts';

/** A mail with one partner in copy and nobody else. */
const onlyCopy = `
  delete from mail_notification where mail_mail_id = (select max(id) from mail_mail);
  delete from mail_mail_res_partner_rel where mail_mail_id = (select max(id) from mail_mail);
  delete from mail_mail_res_partner_cc_rel where mail_mail_id = (select max(id) from mail_mail);
  update mail_mail set email_to = null, email_cc = null, state = 'outgoing' where id = (select max(id) from mail_mail);
  insert into res_partner (name, email, email_normalized, active, type)
  values ('Copied', 'copied@shop.example', 'copied@shop.example', true, 'contact');
  insert into mail_mail_res_partner_cc_rel
  select (select max(id) from mail_mail), (select max(id) from res_partner);
  insert into mail_blacklist (email, active) values ('copied@shop.example', true)`;

test('a partner in copy is among the recipients, found by name, counted for the domain, and looked up on the blacklist', async () => {
  const { odoo, connection } = await openDemo(20, onlyCopy);
  const [last] = await connection.query<{ id: number }>('select max(id) as id from mail_mail');
  const id = last?.id ?? expect.unreachable();

  expect(await odoo.recipients([id])).toMatchObject([{ mailId: id, address: 'copied@shop.example', addressed: true }]);
  expect((await odoo.matchingMails({ to: 'copied@shop', withFailures: false })).flatMap(({ ids }) => ids)).toEqual([
    id,
  ]);
  expect(await odoo.mailGroups('recipient', [id])).toEqual([{ key: 'shop.example', ids: [id] }]);
  expect(await odoo.recipientFlaws([id])).toMatchObject([{ flaw: 'blacklisted', address: 'copied@shop.example' }]);
});

test('a parameter without a value is one that is not set', async () => {
  const { odoo } = await openDemo(
    20,
    `insert into ir_config_parameter (key, value) values ('mail.mail.queue.batch.size', null), ('google_gmail_client_secret', null)`,
  );

  expect(await odoo.parameters()).not.toHaveProperty(['mail.mail.queue.batch.size']);
  expect(await odoo.oauthApplications()).toEqual([]);
});

test.each([
  [19, `encode('-----BEGIN', 'base64')::bytea`],
  [20, `'-----BEGIN'::bytea`],
] as const)('Odoo %i keeps a certificate as %s', async (series, stored) => {
  const { odoo } = await openDemo(
    series,
    `update ir_mail_server set smtp_ssl_certificate = ${stored.replace("encode('-----BEGIN'", "encode('-----BEGIN'::bytea")}`,
  );
  const [server] = await odoo.mailServers();

  expect(server?.certificate.kind === 'stored' && server.certificate.secret.reveal()).toBe('-----BEGIN');
});

import { describe, expect, test } from 'vitest';
import { credentialsCause } from '../../source/causes/credentials/index.ts';
import { Secret } from '../../source/domain/secret.ts';
import { outerSeries } from '../support/postgres.ts';
import { createRoleWithout } from '../support/roles.ts';
import { complaintsOf, runCause } from '../support/run-cause.ts';
import { answer, obliging, say, startScriptedSmtp } from '../support/scripted-smtp.ts';
import { openSickWorld, type SickWorld } from '../support/sick-world.ts';

describe.each(outerSeries)('Odoo %i', (series) => {
  test('a refused password fails for its server alone and accounts for the mails that failed with it and those that will', async () => {
    const world = await openSickWorld({ series, scenario: 'credentials' });
    const findings = await runCause(await world.checkContext(), credentialsCause);
    expect(complaintsOf(findings)).toEqual(['credentials.login server:1: fail']);
    const login = findings.get('credentials.login server:1');
    expect(login).toMatchObject({ explains: 317, owner: 'provider' });
    expect(login?.summary).toContain('password refused');
    expect(login?.detail).toContain('16-letter app password');
    expect(JSON.stringify([...findings])).not.toContain('winter-2024');
  });
});

test('a healthy system has nothing to complain of', async () => {
  const world = await openSickWorld({ series: 17, scenario: 'healthy' });
  const findings = await runCause(await world.checkContext(), credentialsCause);
  expect([...findings.values()].map(({ status }) => status)).toEqual(['ok', 'ok', 'ok']);
});

test('mails that failed with a login that is accepted now are told as waiting for a retry', async () => {
  const world = await openSickWorld({ series: 18, scenario: 'credentials' });
  await setMain(world, { smtp_port: world.zoo.smtpPort('good') });
  const findings = await runCause(await world.checkContext(), credentialsCause);
  expect(complaintsOf(findings)).toEqual(['credentials.stored server:1: warn']);
  expect(findings.get('credentials.stored server:1')).toMatchObject({ explains: 312 });
  expect(findings.get('credentials.stored server:1')?.summary).toContain('accepts the login now: retry them');
});

test('a password that this process saw refused is not sent again', async () => {
  const world = await openSickWorld({ series: 18, scenario: 'credentials' });
  const context = await world.checkContext();
  const { host, port } = { host: 'smtp.gmail.com', port: world.zoo.smtpPort('bad-login') };
  const secret = new Secret('winter-2024');
  await context.smtp.probe(
    {
      host,
      port,
      tls: 'none',
      credentials: { kind: 'password', user: 'odoo@acme.example', secret },
      timeoutMs: 5_000,
      totalTimeoutMs: 5_000,
    },
    { signal: context.signal },
  );
  const login = (await runCause(context, credentialsCause)).get('credentials.login server:1');
  expect(login).toMatchObject({ status: 'fail', explains: 317 });
  expect(login?.summary).toContain('it was not sent again');
});

test('a role that may not read the password leaves the login unknown and still tells of the failed mails', async () => {
  const world = await openSickWorld({ series: 18, scenario: 'credentials' });
  const dsn = await createRoleWithout(world.database, { ir_mail_server: ['smtp_pass'] });
  const findings = await runCause(await world.checkContext({ dsn }), credentialsCause);
  expect(findings.get('credentials.login server:1')).toMatchObject({ status: 'unknown' });
  expect(complaintsOf(findings)).toEqual(['credentials.stored server:1: warn']);
});

test('an OAuth server nobody consented to fails, and one whose token ended is unknown', async () => {
  const world = await openSickWorld({ series: 18, scenario: 'healthy' });
  await setMain(world, { smtp_authentication: 'gmail' });
  const without = await runCause(await world.checkContext(), credentialsCause);
  expect(without.get('credentials.login server:1')).toMatchObject({ status: 'fail' });
  await setMain(world, {
    google_gmail_refresh_token: 'r',
    google_gmail_access_token: 'a',
    google_gmail_access_token_expiration: 1,
  });
  const ended = await runCause(await world.checkContext(), credentialsCause);
  expect(ended.get('credentials.login server:1')).toMatchObject({ status: 'unknown' });
});

test('an OAuth server that Odoo gets no token for leads to connecting the account again', async () => {
  const world = await openSickWorld({ series: 18, scenario: 'healthy' });
  await setMain(world, {
    smtp_authentication: 'gmail',
    google_gmail_refresh_token: 'r',
    google_gmail_access_token: 'a',
    google_gmail_access_token_expiration: 1,
  });
  await world.database.query(
    `update mail_mail set state = 'exception', failure_reason = 'invalid_grant: Token has been expired or revoked.',
       write_date = now() at time zone 'utc'
     where id in (select id from mail_mail where state = 'sent' order by id desc limit 500)`,
  );
  await world.database.query("delete from mail_notification where notification_status = 'sent'");
  const findings = await runCause(await world.checkContext(), credentialsCause);
  const login = findings.get('credentials.login server:1');
  expect(login).toMatchObject({ status: 'fail', summary: expect.stringMatching(/no access token .* invalid_grant/) });
  expect(login?.explains).toBeGreaterThan(0);
  expect(login?.remedies[0]?.id).toBe('credentials.oauth');
});

test('the reason inside a refused OAuth token is decoded', async () => {
  const world = await openSickWorld({ series: 18, scenario: 'healthy' });
  await setMain(world, {
    smtp_authentication: 'gmail',
    smtp_port: world.zoo.smtpPort('xoauth2-refused'),
    google_gmail_refresh_token: 'r',
    google_gmail_access_token: 'token-of-the-test',
    google_gmail_access_token_expiration: 2_000_000_000,
  });
  const findings = await runCause(await world.checkContext(), credentialsCause);
  const login = findings.get('credentials.login server:1');
  expect(login).toMatchObject({ status: 'fail' });
  expect(login?.detail).toContain('"status":"400"');
  expect(JSON.stringify(login)).not.toContain('token-of-the-test');
});

test('a user for a server that offers no login, and no user for one that wants it, both fail', async () => {
  const world = await openSickWorld({ series: 18, scenario: 'healthy' });
  await setMain(world, { smtp_user: null, smtp_pass: null, smtp_port: world.zoo.smtpPort('bad-login') });
  const findings = await runCause(await world.checkContext(), credentialsCause);
  expect(findings.get('credentials.login server:1')?.summary).toContain('wants a login, and Odoo has no user');
});

test('a relay that refuses the recipient because it does not know the client wants a login, and is on no blocklist', async () => {
  const world = await openSickWorld({ series: 18, scenario: 'healthy' });
  const refusal = '554 5.7.1 <unknown[192.0.2.9]>: Client host rejected: Access denied';
  await using relay = await startScriptedSmtp([
    say('220 relay.example ESMTP'),
    answer([/^RCPT TO:/, refusal], ...obliging),
  ]);
  await setMain(world, { smtp_user: null, smtp_pass: null, smtp_encryption: 'none', smtp_port: relay.port });
  await world.database.query(
    `update mail_mail set state = 'exception', failure_reason = $1
     where id in (select id from mail_mail where state = 'sent' order by id desc limit 12)`,
    [`Mail Delivery Failed\nSMTPRecipientsRefused: {'user@customer.example': (554, b'${refusal.slice(4)}')}`],
  );
  const findings = await runCause(await world.checkContext(), credentialsCause);
  const login = findings.get('credentials.login server:1');
  expect(login).toMatchObject({ status: 'fail', owner: 'odoo', explains: expect.any(Number) });
  expect(login?.explains).toBeGreaterThanOrEqual(12);
  expect(login?.summary).toContain('wants a login, and Odoo has no user');
  expect(login?.detail).toContain('mynetworks');
});

test('of a server without a login nobody says that it accepts the login now', async () => {
  const world = await openSickWorld({ series: 18, scenario: 'credentials' });
  await setMain(world, { smtp_user: null, smtp_pass: null, smtp_port: world.zoo.smtpPort('good') });
  const findings = await runCause(await world.checkContext(), credentialsCause);
  const stored = findings.get('credentials.stored server:1')?.summary;
  expect(stored).toMatch(/takes mail without a login now: retry them|without a login could not be tried/);
});

test('where Odoo logs in by OAuth, connecting the account again is offered before a password', async () => {
  const world = await openSickWorld({ series: 18, scenario: 'healthy' });
  await setMain(world, { smtp_authentication: 'gmail' });
  const login = (await runCause(await world.checkContext(), credentialsCause)).get('credentials.login server:1');
  expect(login?.remedies.map(({ id }) => id)[0]).toBe('credentials.oauth');
});

const setMain = async ({ database }: SickWorld, values: Readonly<Record<string, unknown>>): Promise<void> => {
  const columns = Object.keys(values).map((column, index) => `${column} = $${index + 1}`);
  await database.query(`update ir_mail_server set ${columns.join(', ')} where id = 1`, Object.values(values));
};

import { describe, expect, test } from 'vitest';
import { credentialsCause } from '../../source/causes/credentials/index.ts';
import { tlsCause } from '../../source/causes/tls/index.ts';
import { outerSeries } from '../support/postgres.ts';
import { complaintsOf, runCause } from '../support/run-cause.ts';
import { openSickWorld, type SickWorld } from '../support/sick-world.ts';

describe.each(outerSeries)('Odoo %i', (series) => {
  test('encryption that does not come about fails, accounts for its mails, and leaves the login a consequence', async () => {
    const world = await openSickWorld({ series, scenario: 'tls' });
    const context = await world.checkContext();
    const findings = await runCause(context, tlsCause);
    const check = series >= 19 ? 'tls.certificate' : 'tls.handshake';
    expect(complaintsOf(findings)).toEqual([`${check} server:1: fail`]);
    expect(findings.get(`${check} server:1`)).toMatchObject({ explains: 163 });
    const login = (await runCause(context, credentialsCause)).get('credentials.login server:1');
    expect(login).toMatchObject({ status: 'unknown', consequenceOf: 'tls' });
  });
});

test('Odoo 18 sends in spite of a bad certificate, so that is only a warning', async () => {
  const world = await openSickWorld({ series: 18, scenario: 'healthy' });
  const summaries = [];
  for (const behaviour of ['self-signed', 'wrong-name', 'expiring-soon']) {
    await encrypt(world, 'starttls', behaviour);
    const findings = await runCause(await world.checkContext(), tlsCause);
    expect(complaintsOf(findings)).toEqual(['tls.certificate server:1: warn']);
    summaries.push(findings.get('tls.certificate server:1')?.summary);
  }
  expect(summaries).toEqual([
    expect.stringContaining('it is self-signed'),
    expect.stringContaining('not for smtp.acme.example'),
    expect.stringContaining('ends in'),
  ]);
});

test('a certificate that the configured authority vouches for is in order', async () => {
  const world = await openSickWorld({ series: 18, scenario: 'healthy' });
  await encrypt(world, 'starttls', 'good');
  const findings = await runCause(await world.checkContext(), tlsCause);
  expect(complaintsOf(findings)).toEqual([]);
  expect(findings.get('tls.certificate server:1')).toMatchObject({ status: 'ok' });
});

test('an encryption that does not fit the port is told', async () => {
  const world = await openSickWorld({ series: 18, scenario: 'healthy' });
  const summaries = [];
  for (const [mode, behaviour] of [
    ['starttls', 'implicit-tls'],
    ['starttls', 'plain'],
    ['ssl', 'good'],
  ] as const) {
    await encrypt(world, mode, behaviour);
    const context = await world.checkContext({ timeout: 1 });
    const findings = await runCause(context, tlsCause);
    expect(complaintsOf(findings)).toEqual(['tls.handshake server:1: fail']);
    summaries.push(findings.get('tls.handshake server:1')?.summary);
  }
  expect(summaries).toEqual([
    expect.stringContaining('expects TLS from the first byte'),
    expect.stringContaining('does not offer STARTTLS'),
    expect.stringContaining('does not start with TLS'),
  ]);
});

test('a server that wants encryption before a sender is told of under encryption', async () => {
  const world = await openSickWorld({ series: 18, scenario: 'healthy' });
  await encrypt(world, 'none', 'must-starttls');
  const findings = await runCause(await world.checkContext(), tlsCause);
  expect(complaintsOf(findings)).toEqual(['tls.handshake server:1: fail']);
  expect(findings.get('tls.handshake server:1')?.summary).toContain('wants encryption first');
});

const encrypt = async ({ database, zoo }: SickWorld, mode: string, behaviour: string): Promise<void> => {
  const port = zoo.smtpPort(behaviour);
  await database.query('update ir_mail_server set smtp_encryption = $1, smtp_port = $2 where id = 1', [mode, port]);
};

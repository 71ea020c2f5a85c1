import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { expect, test } from 'vitest';
import { Secret } from '../../../source/domain/secret.ts';
import { createCertificates } from '../../support/certificates.ts';
import { probeSmtp } from './probe.ts';

const { good, authority } = createCertificates(new Date());
const authorities = [authority];
const password = 'correct horse';

const start = async (
  options: SMTPServerOptions,
): Promise<{ readonly port: number; [Symbol.asyncDispose](): Promise<void> }> => {
  const server = new SMTPServer({
    ...good,
    logger: false,
    onAuth: (auth, _session, callback) => {
      if (auth.password === password || auth.accessToken === password) callback(null, { user: auth.username });
      else callback(new Error('Invalid login'));
    },
    onMailFrom: ({ address }, _session, callback) => {
      const refusal = Object.assign(new Error('Sender address rejected: not owned by user'), { responseCode: 553 });
      callback(address.endsWith('@example.com') ? null : refusal);
    },
    ...options,
  });
  // A client that hangs up in the middle is part of what is tested.
  server.on('error', () => undefined);
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  return {
    port: (listening.address() as AddressInfo).port,
    [Symbol.asyncDispose]: () => new Promise((resolve) => server.close(() => resolve())),
  };
};

const request = {
  envelopes: [
    { sender: 'anna@example.com', recipients: ['ben@example.org'] },
    { sender: 'eve@example.net', recipients: ['ben@example.org'] },
  ],
};
const secret = new Secret(password);

test.each(['PLAIN', 'LOGIN', 'CRAM-MD5'])('%s works with smtp-server over STARTTLS', async (mechanism) => {
  await using server = await start({
    authMethods: [mechanism],
    onAuth: (auth, _session, callback) => {
      const right = auth.method === 'CRAM-MD5' ? auth.validatePassword(password) : auth.password === password;
      callback(right ? null : new Error('Invalid login'), { user: auth.username });
    },
  });
  const credentials = { kind: 'password', user: 'anna', secret } as const;
  const report = await probeSmtp(server.port, { ...request, tls: 'starttls_strict', credentials }, { authorities });
  expect(report.auth).toMatchObject({ kind: 'accepted', mechanism });
  expect(report.senders.map(({ outcome }) => outcome.kind)).toEqual(['accepted', 'refused']);
  expect(report.tls?.verified).toBe(true);
});

test('XOAUTH2 works with smtp-server over implicit TLS', async () => {
  await using server = await start({ secure: true, authMethods: ['XOAUTH2'] });
  const credentials = { kind: 'oauth', user: 'anna', secret } as const;
  const report = await probeSmtp(server.port, { tls: 'ssl_strict', credentials }, { authorities });
  expect(report.auth).toMatchObject({ kind: 'accepted', mechanism: 'XOAUTH2' });
});

test('a token that smtp-server refuses is told with its reason', async () => {
  await using server = await start({
    secure: true,
    authMethods: ['XOAUTH2'],
    onAuth: (_auth, _session, callback) => callback(null, { data: { status: '401', schemes: 'bearer mac' } }),
  });
  const credentials = { kind: 'oauth', user: 'anna', secret: new Secret('expired') } as const;
  const report = await probeSmtp(server.port, { tls: 'ssl', credentials }, { authorities });
  expect(report.auth).toMatchObject({ kind: 'refused', oauth: { status: '401', schemes: 'bearer mac' } });
});

test('a message that is too large for smtp-server is told before it is sent', async () => {
  await using server = await start({ size: 1000, authOptional: true });
  const envelopes = [{ sender: 'anna@example.com', recipients: [], sizeBytes: 1001 }];
  const report = await probeSmtp(server.port, { envelopes });
  expect(report.capabilities?.sizeLimit).toBe(1000);
  expect(report.failure).toMatchObject({ kind: 'reply', stage: 'mail', reply: { code: 552 } });
});

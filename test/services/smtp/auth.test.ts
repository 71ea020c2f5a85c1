import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { Secret } from '../../../source/domain/secret.ts';
import { createRefusedSecrets } from '../../../source/services/smtp/refused-secrets.ts';
import type { SmtpRequest } from '../../../source/services/smtp/smtp-request.ts';
import {
  expectLine,
  type Rule,
  type Step,
  say,
  startScriptedSmtp,
  tell,
  waitFor,
} from '../../support/scripted-smtp.ts';
import { probeSmtp } from './probe.ts';
import { plainServer } from './sessions.ts';

const password = 'correct horse';
const login: Partial<SmtpRequest> = {
  credentials: { kind: 'password', user: 'anna@example.com', secret: new Secret(password) },
};
const token: Partial<SmtpRequest> = {
  credentials: { kind: 'oauth', user: 'anna@example.com', secret: new Secret('ya29.token') },
};
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const offering = (mechanisms: string): Rule => [/^EHLO /, `250-scripted.example\r\n250 AUTH ${mechanisms}`];
const linesOf = (received: readonly (readonly string[])[]): readonly string[] =>
  received.flat().filter((line) => !/^(?:EHLO|QUIT|RSET)/.test(line));

describe('the mechanism', () => {
  test('PLAIN sends user and password at once', async () => {
    await using server = await startScriptedSmtp(plainServer(offering('PLAIN')));
    const report = await probeSmtp(server.port, login);
    expect(report.auth).toMatchObject({ kind: 'accepted', mechanism: 'PLAIN', reply: { code: 235 } });
    expect(linesOf(server.received)).toEqual([`AUTH PLAIN ${base64(`\0anna@example.com\0${password}`)}`]);
  });

  test('PLAIN repeats its payload for a server that asks although it was sent', async () => {
    const payload = base64(`\0anna@example.com\0${password}`);
    await using server = await startScriptedSmtp(
      plainServer(offering('PLAIN'), [/^AUTH PLAIN/, [say('334 '), expectLine(/^AGFubmF/), say('235 2.7.0 Ok')]]),
    );
    const report = await probeSmtp(server.port, login);
    expect(report.auth.kind).toBe('accepted');
    expect(linesOf(server.received)).toEqual([`AUTH PLAIN ${payload}`, payload]);
  });

  test('LOGIN sends the user with the command and the password when asked', async () => {
    await using server = await startScriptedSmtp(
      plainServer(
        offering('LOGIN'),
        [/^AUTH LOGIN/, `334 ${base64('Password:')}`],
        [/^Y29ycmVjdCBob3JzZQ==$/, '235 Ok'],
      ),
    );
    const report = await probeSmtp(server.port, login);
    expect(report.auth).toMatchObject({ kind: 'accepted', mechanism: 'LOGIN' });
    expect(linesOf(server.received)).toEqual([`AUTH LOGIN ${base64('anna@example.com')}`, base64(password)]);
  });

  test('CRAM-MD5 answers the challenge without sending the password', async () => {
    const challenge = '<1896.697170952@scripted.example>';
    const digest = createHmac('md5', password).update(challenge).digest('hex');
    await using server = await startScriptedSmtp(
      plainServer(
        offering('CRAM-MD5'),
        [/^AUTH CRAM-MD5$/, `334 ${base64(challenge)}`],
        [new RegExp(`^${base64(`anna@example.com ${digest}`)}$`), '235 2.7.0 Ok'],
      ),
    );
    const report = await probeSmtp(server.port, login);
    expect(report.auth).toMatchObject({ kind: 'accepted', mechanism: 'CRAM-MD5' });
  });

  const login235: Rule = [
    /^AUTH LOGIN/,
    [say(`334 ${base64('Password:')}`), expectLine(/^Y29ycm/), say('235 2.7.0 Ok')],
  ];

  test('CRAM-MD5 is left out where another is offered: a server that keeps only hashes would count a failure', async () => {
    await using server = await startScriptedSmtp(
      plainServer(offering('CRAM-MD5 PLAIN'), [/^AUTH CRAM-MD5$/, '535 5.7.8 No secret stored for that']),
    );
    const report = await probeSmtp(server.port, login);
    expect(report.auth).toMatchObject({ kind: 'accepted', mechanism: 'PLAIN' });
    expect(linesOf(server.received)).toHaveLength(1);
  });

  test('a server that takes LOGIN and refuses PLAIN lets us in, as it does Odoo', async () => {
    await using server = await startScriptedSmtp(
      plainServer(offering('PLAIN LOGIN'), [/^AUTH PLAIN/, '535 5.7.8 Bad credentials'], login235),
    );
    const report = await probeSmtp(server.port, login);
    expect(report.auth).toMatchObject({ kind: 'accepted', mechanism: 'LOGIN' });
  });

  test.each(['CRAM-MD5 PLAIN LOGIN', 'LOGIN PLAIN', 'PLAIN CRAM-MD5'])(
    'a wrong password costs one refusal where %s are offered',
    async (mechanisms) => {
      const refuse = say('535 5.7.8 Bad credentials');
      const challenge: readonly Step[] = [say('334 YWJj'), expectLine(/./), refuse];
      await using server = await startScriptedSmtp(
        plainServer(
          offering(mechanisms),
          [/^AUTH LOGIN/, challenge],
          [/^AUTH CRAM/, challenge],
          [/^AUTH PLAIN/, [refuse]],
        ),
      );
      const report = await probeSmtp(server.port, login);
      expect(report.auth).toMatchObject({ kind: 'refused', reply: { enhanced: '5.7.8' } });
      expect(server.received.flat().filter((line) => line.startsWith('AUTH'))).toHaveLength(1);
    },
  );

  test('a mechanism that the server turns away by itself is followed by the next', async () => {
    await using server = await startScriptedSmtp(
      plainServer(offering('LOGIN PLAIN'), [/^AUTH LOGIN/, '504 5.5.4 Unrecognized authentication type']),
    );
    const report = await probeSmtp(server.port, login);
    expect(report.auth).toMatchObject({ kind: 'accepted', mechanism: 'PLAIN' });
  });

  test('a server that keeps asking is not told the password again and again', async () => {
    await using server = await startScriptedSmtp(
      plainServer(offering('LOGIN'), [/^AUTH LOGIN/, '334 '], [/^\S+=$/, '334 '], [/^\S+$/, '334 ']),
    );
    const report = await probeSmtp(server.port, login);
    expect(report.failure).toMatchObject({ kind: 'protocol', stage: 'auth', problem: { kind: 'endless-challenges' } });
    expect(linesOf(server.received)).toHaveLength(3);
    expect(linesOf(server.received).at(-1)).toBe('*');
  });

  test('503 means already logged in, as smtplib takes it', async () => {
    await using server = await startScriptedSmtp(plainServer(offering('PLAIN'), [/^AUTH/, '503 5.5.1 Already']));
    expect((await probeSmtp(server.port, login)).auth.kind).toBe('accepted');
  });
});

describe('XOAUTH2', () => {
  const reason = '{"status":"400","schemes":"Bearer","scope":"https://mail.google.com/"}';

  test('a good token is accepted', async () => {
    await using server = await startScriptedSmtp(plainServer(offering('PLAIN XOAUTH2'), [/^AUTH XOAUTH2 /, '235 Ok']));
    const report = await probeSmtp(server.port, token);
    expect(report.auth).toMatchObject({ kind: 'accepted', mechanism: 'XOAUTH2' });
    const payload = base64('user=anna@example.com\u0001auth=Bearer ya29.token\u0001\u0001');
    expect(linesOf(server.received)).toEqual([`AUTH XOAUTH2 ${payload}`]);
  });

  test('the reason for a bad token is decoded and the 535 fetched with an empty line', async () => {
    await using server = await startScriptedSmtp(
      plainServer(
        offering('XOAUTH2'),
        [/^AUTH XOAUTH2 /, `334 ${base64(reason)}`],
        [/^$/, '535 5.7.8 Username and Password not accepted'],
      ),
    );
    const report = await probeSmtp(server.port, token);
    expect(report.auth).toMatchObject({
      kind: 'refused',
      reply: { code: 535, enhanced: '5.7.8' },
      oauth: { status: '400', schemes: 'Bearer', scope: 'https://mail.google.com/', raw: reason },
    });
  });

  test('a reason that is not JSON is kept as text', async () => {
    await using server = await startScriptedSmtp(
      plainServer(offering('XOAUTH2'), [/^AUTH XOAUTH2 /, `334 ${base64('token expired')}`], [/^$/, '535 no']),
    );
    const report = await probeSmtp(server.port, token);
    expect(report.auth).toMatchObject({ oauth: { raw: 'token expired', status: undefined } });
  });

  test('a token is not sent to a server that does not offer XOAUTH2', async () => {
    await using server = await startScriptedSmtp(plainServer(offering('PLAIN LOGIN')));
    const report = await probeSmtp(server.port, token);
    expect(report.auth).toEqual({ kind: 'no-common-mechanism', offered: ['PLAIN', 'LOGIN'] });
    expect(linesOf(server.received)).toEqual([]);
  });
});

describe('no login', () => {
  test('is told when the server offers none', async () => {
    await using server = await startScriptedSmtp(plainServer([/^EHLO /, '250 scripted.example']));
    const report = await probeSmtp(server.port, login);
    expect(report.auth).toEqual({ kind: 'not-offered', startTlsOffered: false });
    expect(report.failure).toMatchObject({ kind: 'auth', stage: 'auth' });
    expect(linesOf(server.received)).toEqual([]);
  });

  test('is told with STARTTLS as the likely reason when that is offered', async () => {
    await using server = await startScriptedSmtp(plainServer([/^EHLO /, '250-scripted.example\r\n250 STARTTLS']));
    const report = await probeSmtp(server.port, login);
    expect(report.summary).toMatch(/once STARTTLS is on/);
  });

  test('is possible with mechanisms that Odoo does not know', async () => {
    await using server = await startScriptedSmtp(plainServer(offering('GSSAPI NTLM')));
    const report = await probeSmtp(server.port, login);
    expect(report.summary).toMatch(/GSSAPI, NTLM/);
  });

  test('is possible with a password that Python cannot encode', async () => {
    await using server = await startScriptedSmtp(plainServer(offering('PLAIN')));
    const report = await probeSmtp(server.port, {
      credentials: { kind: 'password', user: 'anna@example.com', secret: new Secret('pässword') },
    });
    expect(report.auth).toEqual({ kind: 'not-ascii' });
    expect(linesOf(server.received)).toEqual([]);
  });
});

describe('a refused password', () => {
  const refusing = plainServer(offering('PLAIN'), [/^AUTH/, '535 5.7.8 Bad credentials']);
  const now = (): Date => new Date('2026-11-24T09:12:30Z');

  test('is not sent a second time by itself', async () => {
    const refusedSecrets = createRefusedSecrets();
    await using server = await startScriptedSmtp(refusing);
    await probeSmtp(server.port, login, { refusedSecrets, now });
    const again = await probeSmtp(server.port, login, { refusedSecrets });
    expect(again.auth).toMatchObject({
      kind: 'not-tried',
      refusedAt: '2026-11-24T09:12:30.000Z',
      reply: { code: 535, enhanced: '5.7.8' },
    });
    expect(again.summary).toContain('09:12 UTC (535 5.7.8 Bad credentials)');
    expect(linesOf(server.received)).toHaveLength(1);
  });

  test('is sent once even when two probes want to at the same time', async () => {
    const refusedSecrets = createRefusedSecrets();
    await using server = await startScriptedSmtp(refusing);
    const probes = [
      probeSmtp(server.port, login, { refusedSecrets }),
      probeSmtp(server.port, login, { refusedSecrets }),
    ];
    const kinds = (await Promise.all(probes)).map(({ auth }) => auth.kind);
    expect(kinds.toSorted()).toEqual(['not-tried', 'refused']);
    expect(linesOf(server.received)).toHaveLength(1);
  });

  test('is not waited for by a probe that is cancelled', async () => {
    const refusedSecrets = createRefusedSecrets();
    const bothAsked = Promise.withResolvers<void>();
    const cancelled = new AbortController();
    await using server = await startScriptedSmtp((connection) =>
      connection === 0
        ? plainServer(offering('PLAIN'), [/^AUTH/, [waitFor(bothAsked.promise), say('535 5.7.8 no')]])
        : plainServer([
            /^EHLO/,
            [say('250-scripted.example', '250 AUTH PLAIN'), tell(() => cancelled.abort(new Error('enough')))],
          ]),
    );
    const first = probeSmtp(server.port, login, { refusedSecrets });
    await expect.poll(() => linesOf(server.received).length).toBe(1);
    const second = probeSmtp(server.port, login, { refusedSecrets, signal: cancelled.signal });
    await expect(second).rejects.toThrow('enough');
    bothAsked.resolve();
    expect((await first).auth.kind).toBe('refused');
  });

  test('is sent again when somebody asks for it, and forgotten once it works', async () => {
    const refusedSecrets = createRefusedSecrets();
    await using server = await startScriptedSmtp((connection) =>
      connection === 0 ? refusing : plainServer(offering('PLAIN')),
    );
    await probeSmtp(server.port, login, { refusedSecrets });
    const asked = await probeSmtp(server.port, { ...login, retrySecret: true }, { refusedSecrets });
    const after = await probeSmtp(server.port, login, { refusedSecrets });
    expect([asked.auth.kind, after.auth.kind]).toEqual(['accepted', 'accepted']);
  });

  test('does not stop another password from being tried', async () => {
    const refusedSecrets = createRefusedSecrets();
    await using server = await startScriptedSmtp(refusing);
    await probeSmtp(server.port, login, { refusedSecrets });
    const other = { kind: 'password', user: 'anna@example.com', secret: new Secret('another one') } as const;
    const report = await probeSmtp(server.port, { credentials: other }, { refusedSecrets });
    expect(report.auth.kind).toBe('refused');
  });

  test.each([
    ['a temporary failure', '454 4.7.0 Temporary authentication failure', 'deferred'],
    ['a demand for TLS', '530 5.7.0 Must issue a STARTTLS command first', 'refused'],
    ['an unknown mechanism', '504 5.5.4 Unrecognized authentication type', 'refused'],
    ['a demand for encryption', '538 5.7.11 Encryption required', 'refused'],
  ])('%s is not remembered as one', async (_reply, line, kind) => {
    const refusedSecrets = createRefusedSecrets();
    await using server = await startScriptedSmtp(plainServer(offering('PLAIN'), [/^AUTH/, line]));
    await probeSmtp(server.port, login, { refusedSecrets });
    const again = await probeSmtp(server.port, login, { refusedSecrets });
    expect(again.auth.kind).toBe(kind);
    expect(linesOf(server.received)).toHaveLength(2);
  });
});

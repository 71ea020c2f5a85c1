import { describe, expect, test } from 'vitest';
import type { SmtpFailure, SmtpReport } from '../../../source/domain/probes/smtp-report.ts';
import { Secret } from '../../../source/domain/secret.ts';
import { chooseLogin, judgeTrial } from '../../../source/remedies/outgoing-server/try-settings.ts';
import { askedSender, notOwnerLine, noUserLine, replyOf, takenLine } from '../../support/envelopes.ts';
import { relaySession } from '../../support/relay-session.ts';

const anna = 'anna@acme.example';
const accepted = { kind: 'accepted', mechanism: 'PLAIN', reply: replyOf('auth', '235 2.7.0 Accepted') } as const;
const failedAt = (stage: 'auth' | 'mail' | 'rcpt', line: string): SmtpFailure => ({
  kind: 'reply',
  stage,
  reply: replyOf(stage, line),
});

describe('a session with a server as it would be set', () => {
  const judge = (report: Partial<SmtpReport>, caveat?: string) =>
    judgeTrial(relaySession({ report }).report, { sender: anna, caveat });

  test.each<[string, Partial<SmtpReport>, readonly string[]]>([
    ['goes well', { auth: accepted, senders: [askedSender(anna)] }, []],
    [
      'is good enough where only the recipient is unknown',
      { auth: accepted, failure: failedAt('rcpt', noUserLine), senders: [askedSender(anna, takenLine, noUserLine)] },
      [],
    ],
    [
      'is good enough for the login where the sender is refused, which is said',
      { auth: accepted, failure: failedAt('mail', notOwnerLine), senders: [askedSender(anna, notOwnerLine)] },
      [`The server took the login, but not the sender ${anna}: What the session itself said.`],
    ],
    [
      'speaks of no login where there was none',
      { failure: failedAt('rcpt', notOwnerLine), senders: [askedSender(anna, takenLine, notOwnerLine)] },
      [`The server did not take the sender ${anna}: What the session itself said.`],
    ],
  ])('%s', (_, report, caveats) => {
    expect(judge(report)).toEqual(caveats);
  });

  test('says what was not tried', () => {
    expect(judge({}, 'The login was not tried.')).toEqual(['The login was not tried.']);
  });

  test.each<[string, Partial<SmtpReport>]>([
    ['the login is refused', { failure: failedAt('auth', '535 5.7.8 Bad password') }],
    ['nobody is there', { failure: { kind: 'refused', stage: 'connect' } }],
    [
      'the sender is refused before the login',
      { auth: { kind: 'not-reached' }, failure: failedAt('mail', notOwnerLine) },
    ],
  ])('nothing is saved where %s', (_, report) => {
    expect(() => judge(report)).toThrow('Nothing was saved: What the session itself said.');
  });

  test('a server’s no comes with what to do about it, silence with nothing', () => {
    const tryThisOf = (report: Partial<SmtpReport>): unknown => {
      try {
        return judge(report);
      } catch (error) {
        return error instanceof Error && 'tryThis' in error ? error.tryThis : error;
      }
    };
    expect(tryThisOf({ failure: failedAt('auth', '535 5.7.8 Bad password') })).toMatch(/password/i);
    expect(tryThisOf({ failure: { kind: 'refused', stage: 'connect' } })).toBeUndefined();
  });
});

describe('the login that is tried', () => {
  const secret = new Secret('summer');
  const ready = {
    kind: 'ready',
    credentials: { kind: 'password', user: 'odoo', secret: new Secret('winter') },
  } as const;
  const hidden = { kind: 'not-permitted', what: 'the password' } as const;

  test.each([
    ['the stored user', 'odoo', {}, 'odoo'],
    ['another user', 'odoo', { user: 'office' }, 'office'],
    ['nobody, where there is none', null, {}, ''],
  ])('is a typed password with %s, refused before or not', (_, stored, settings, user) => {
    expect(chooseLogin({ login: hidden, user: stored }, { ...settings, password: secret })).toEqual({
      request: { credentials: { kind: 'password', user, secret }, retrySecret: true },
    });
  });

  test('is the stored one where none was typed, and none where it is not at hand', () => {
    expect(chooseLogin({ login: ready, user: 'odoo' }, {})).toEqual({ request: { credentials: ready.credentials } });
    expect(chooseLogin({ login: hidden, user: 'odoo' }, {})).toEqual({
      request: {},
      caveat: 'The login was not tried: its secret is not at hand here.',
    });
  });
});

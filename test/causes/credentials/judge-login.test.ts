import { describe, expect, test } from 'vitest';
import { chooseLoginRemedies } from '../../../source/causes/credentials/choose-login-remedies.ts';
import { describeSteps } from '../../../source/causes/credentials/connect-by-oauth-remedy.ts';
import { needsTrial } from '../../../source/causes/credentials/cram-md5-check.ts';
import { judgeLogin, judgeRefusedGrant } from '../../../source/causes/credentials/judge-login.ts';
import { describeComplaint, judgeUnreached } from '../../../source/causes/credentials/login-check.ts';
import { logsInByPassword } from '../../../source/causes/credentials/provider-dates-check.ts';
import { presentLogin, presentRelaying } from '../../../source/causes/credentials/stored-login-failures-check.ts';
import { chooseEndpoint } from '../../../source/causes/credentials/use-preset-remedy.ts';
import type { AuthOutcome, SmtpReport } from '../../../source/domain/probes/smtp-report.ts';
import { Secret } from '../../../source/domain/secret.ts';
import type { ServerLogin } from '../../../source/services/smtp/server-login.ts';
import { buildServer } from '../../domain/routing/build-facts.ts';
import { askedSender, loginFirstLine, noRelayLine, replyOf, takenLine } from '../../support/envelopes.ts';
import { relaySession } from '../../support/relay-session.ts';

const now = new Date('2026-11-28T12:00:00Z');
const title = 'Office (mail.example.com:587)';
const user = 'odoo@acme.example';
const typed = (password: string): ServerLogin => ({
  kind: 'ready',
  credentials: { kind: 'password', user, secret: new Secret(password) },
});
const byToken: ServerLogin = {
  kind: 'ready',
  credentials: { kind: 'oauth', user, secret: new Secret('token') },
} as never;
const accepted: AuthOutcome = { kind: 'accepted', mechanism: 'PLAIN', reply: replyOf('auth', '235 2.7.0 Accepted') };
const no = (line: string, given: object = {}): AuthOutcome => ({
  kind: line.startsWith('4') ? 'deferred' : 'refused',
  mechanism: 'PLAIN',
  reply: replyOf('auth', line),
  oauth: undefined,
  ...given,
});
const badLine = '535 5.7.8 Username and Password not accepted';
const withLogin = (login: ServerLogin, report: Partial<SmtpReport> = {}, relay = {}) =>
  relaySession({ relay: { login, user, ...relay }, report });
const judge = (login: ServerLogin, report: Partial<SmtpReport> = {}, relay = {}) =>
  judgeLogin(withLogin(login, report, relay), now);

describe('a login that is not tried', () => {
  test.each<[string, ServerLogin, string]>([
    [
      'may not be read',
      { kind: 'not-permitted', what: 'the password' },
      `The login of ${title} was not tried: this role may not read the password.`,
    ],
    [
      'stands elsewhere',
      { kind: 'not-known', why: 'a file gives it' },
      `The login of ${title} was not tried: a file gives it.`,
    ],
    [
      'waits for its first token',
      { kind: 'token-expired', expiredAt: null },
      'Odoo has not fetched an access token yet and does so with its next mail.',
    ],
    [
      'waits for a new token',
      { kind: 'token-expired', expiredAt: new Date('2026-11-28T11:00:00Z') },
      ', and Odoo fetches a new one with its next mail.',
    ],
  ])('because it %s is not known', (_, login, words) => {
    const judged = judge(login);
    expect(judged?.status).toBe('unknown');
    expect(judged?.summary).toContain(words);
  });

  test('because nobody gave consent fails', () => {
    expect(judge({ kind: 'no-consent' })).toMatchObject({
      status: 'fail',
      summary: expect.stringContaining('nobody has connected the account yet'),
    });
  });

  test('because Odoo gets no token any more fails, with what was said', () => {
    expect(judgeRefusedGrant({ title }, 'invalid_grant')).toMatchObject({
      status: 'fail',
      summary: `Odoo gets no access token for ${title} any more, so it cannot log in there: invalid_grant`,
    });
  });
});

describe('a server without a login', () => {
  const none: ServerLogin = { kind: 'none' };
  const certificate = { kind: 'certificate', certificate: {} } as never;
  const wanted = { kind: 'reply', stage: 'mail', reply: replyOf('mail', loginFirstLine) } as const;
  const turnedAway = { failure: wanted, senders: [askedSender('a@x.example', loginFirstLine)] };
  const takes = { senders: [askedSender('a@x.example', takenLine, takenLine)] };

  test.each<[string, ServerLogin, Partial<SmtpReport>, string]>([
    ['takes mail', none, takes, `${title} is used without a login, and the server takes it.`],
    [
      'was greeted',
      none,
      {},
      'is used without a login, and the server greets it; whether it takes mail so was not tried.',
    ],
    ['takes a certificate', certificate, takes, `${title} logs in with a certificate, and the server takes it.`],
  ])('that %s is in order', (_, login, report, words) => {
    expect(judge(login, report)).toEqual({ status: 'ok', summary: expect.stringContaining(words) });
  });

  test('that was not reached is not judged', () => {
    expect(judge(none, { capabilities: undefined })).toBeUndefined();
  });

  test.each([none, certificate])('that wants one fails', (login) => {
    const judged = judge(login, turnedAway);
    expect(judged).toMatchObject({ status: 'fail', summary: `${title} wants a login, and Odoo has no user for it.` });
    expect(judged !== undefined && 'why' in judged && judged.why).toMatch(/^What the session itself said\. ./);
  });

  test('that has a password all the same is told what is missing', () => {
    const server = buildServer({ id: 1, password: { kind: 'stored', secret: new Secret('x') } });
    expect(judge(none, turnedAway, { server })?.summary).toContain('its field Username is empty');
  });
});

describe('a login that was tried', () => {
  test('and taken is in order', () => {
    expect(judge(typed('x'), { auth: accepted })).toEqual({
      status: 'ok',
      summary: `${title} accepts the login of ${user} (PLAIN).`,
    });
  });

  test.each<[string, Partial<SmtpReport>, 'fail' | 'warn' | 'ok']>([
    ['nobody', { senders: [askedSender('a@x.example', takenLine, noRelayLine)] }, 'fail'],
    [
      'some',
      {
        senders: [askedSender('a@x.example', takenLine, noRelayLine), askedSender('b@x.example', takenLine, takenLine)],
      },
      'warn',
    ],
    ['everybody', { senders: [askedSender('a@x.example', takenLine, takenLine)] }, 'ok'],
  ])('and taken by a server that relays to %s', (_, report, status) => {
    const judged = judge(typed('x'), { auth: accepted, ...report });
    expect(judged?.status).toBe(status);
    if (status !== 'ok') {
      expect(judged).toMatchObject({
        owner: 'provider',
        summary: `${title} accepts the login of ${user} and does not relay for it: asked for ben@shop.example, it said 554 5.7.1 Relay access denied`,
      });
    }
  });

  test.each<[string, AuthOutcome, ServerLogin, object, RegExp]>([
    [
      'refused',
      no(badLine),
      typed('x'),
      { status: 'fail', summary: `${title} refuses the login of ${user} (password refused): ${badLine}` },
      /^(?!Odoo has)/,
    ],
    [
      'refused in words that say nothing',
      no('554 Nope'),
      typed('x'),
      { status: 'fail', summary: `${title} refuses the login of ${user}: 554 Nope` },
      /./,
    ],
    [
      'refused, and Odoo has no password',
      no(badLine),
      typed(''),
      {
        status: 'fail',
        summary: `${title} refuses the login of ${user}, for which Odoo has no password: ${badLine}`,
      },
      /^Enter the password that belongs to this user: what Odoo sends now is an empty one\.$/,
    ],
    [
      'put off',
      no('454 4.7.0 Temporary authentication failure'),
      typed('x'),
      {
        status: 'warn',
        summary: `${title} put the login of ${user} off for now: 454 4.7.0 Temporary authentication failure`,
      },
      /./,
    ],
    [
      'refused with a reason beside it',
      no(badLine, { oauth: { status: '400', schemes: undefined, scope: undefined, raw: 'token revoked' } }),
      byToken,
      { status: 'fail' },
      / The server's reason: token revoked\.$/,
    ],
  ])('and %s', (_, auth, login, expected, why) => {
    const judged = judge(login, { auth });
    expect(judged).toMatchObject(expected);
    expect(judged).not.toHaveProperty('consequenceOf');
    expect(judged !== undefined && 'why' in judged ? judged.why : '').toMatch(why);
  });

  test('and refused because of what is another cause’s is its consequence', () => {
    const auth = no('550 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org');
    expect(judge(typed('x'), { auth })).toMatchObject({ status: 'fail', consequenceOf: 'dns' });
  });

  test.each([null, ''])('by a user without a name (%j)', (nobody) => {
    expect(judge(typed('x'), { auth: no(badLine) }, { user: nobody })?.summary).toContain(
      'the login of an unnamed user',
    );
  });

  test('earlier, and refused, is not tried again', () => {
    const reply = replyOf('auth', badLine);
    const judged = judge(typed('x'), { auth: { kind: 'not-tried', refusedAt: '2026-11-28T10:00:00Z', reply } });
    expect(judged).toMatchObject({ status: 'fail' });
    expect(judged?.summary).toMatch(/not accepted\. That was 2 h(?:ours)?.* ago, at .*; it was not sent again/);
    expect(judged !== undefined && 'why' in judged && judged.why).toContain('check --try-login');
  });

  test.each<[string, AuthOutcome, ServerLogin, RegExp, RegExp]>([
    [
      'offers none before encryption',
      { kind: 'not-offered', startTlsOffered: true },
      typed('x'),
      /offers no login before the connection is encrypted, but Odoo has the user/,
      /^Set the encryption to TLS/,
    ],
    [
      'offers none on this port',
      { kind: 'not-offered', startTlsOffered: false },
      typed('x'),
      /offers no login on this port/,
      /^Use the port for submission/,
    ],
    [
      'offers OAuth alone',
      { kind: 'no-common-mechanism', offered: ['XOAUTH2'] },
      typed('x'),
      /ways to log in that Odoo does not have here: XOAUTH2\.$/,
      /takes no passwords any more/,
    ],
    [
      'offers no OAuth',
      { kind: 'no-common-mechanism', offered: ['PLAIN', 'LOGIN'] },
      byToken,
      /: PLAIN, LOGIN\.$/,
      /does not offer XOAUTH2/,
    ],
    ['cannot be sent the password', { kind: 'not-ascii' }, typed('ä'), /letters beyond ASCII/, /plain letters/],
  ])('at a server that %s', (_, auth, login, summary, why) => {
    const judged = judge(login, { auth });
    expect(judged?.status).toBe('fail');
    expect(judged?.summary).toMatch(summary);
    expect(judged !== undefined && 'why' in judged && judged.why).toMatch(why);
  });

  test.each(['not-asked', 'not-reached'] as const)('and %s is not judged', (kind) => {
    expect(judge(typed('x'), { auth: { kind } })).toBeUndefined();
  });
});

describe('the complaint about a login', () => {
  const complaint = { status: 'fail', summary: 'It refuses.', why: 'Look at it.' } as const;
  test('says what the provider wants, and where it is set', () => {
    const found = describeComplaint(withLogin(typed('x'), {}, { host: 'smtp.gmail.com' }), complaint, 'Set there.');
    expect(found).toMatchObject({ status: 'fail', subject: 'server:1', summary: 'It refuses.' });
    expect(found.detail).toMatch(/^Look at it\. .* wants, as user: .* Set there\.$/);
    expect(found).not.toHaveProperty('owner');
    expect(found).not.toHaveProperty('consequenceOf');
  });

  test('is a warning where no mail leads through the server', () => {
    const found = describeComplaint(withLogin(typed('x'), {}, { isChosen: false }), complaint, 'Set there.');
    expect(found).toMatchObject({
      status: 'warn',
      detail: 'Look at it. No mail leads through this server now. Set there.',
    });
  });

  test('keeps its owner and what it is a consequence of', () => {
    const given = { ...complaint, status: 'warn', owner: 'provider', consequenceOf: 'dns' } as const;
    expect(describeComplaint(withLogin(typed('x')), given, '')).toMatchObject({
      status: 'warn',
      owner: 'provider',
      consequenceOf: 'dns',
    });
  });

  test('is made where the session ended within the login itself, and only there', () => {
    const endless = { kind: 'protocol', stage: 'auth', problem: { kind: 'endless-challenges' } } as const;
    const ended = (failure: SmtpReport['failure'], relay = {}) =>
      judgeUnreached(withLogin(typed('x'), { failure }, relay));
    expect(ended(endless)).toMatchObject({
      status: 'fail',
      summary: 'What the session itself said.',
      subject: 'server:1',
    });
    expect(ended(endless, { isChosen: false })).toMatchObject({ status: 'warn' });
    expect(ended({ ...endless, stage: 'ehlo' })).toBeUndefined();
    expect(ended({ ...endless, problem: { kind: 'line-too-long' } })).toBeUndefined();
    expect(ended({ kind: 'closed', stage: 'auth', reset: false })).toBeUndefined();
    expect(ended(undefined)).toBeUndefined();
  });
});

const grant = (provider: 'google' | 'microsoft') =>
  ({ provider, refreshToken: { kind: 'none' }, accessToken: { kind: 'none' }, accessTokenExpiresAt: null }) as const;

describe('what helps', () => {
  const plain = buildServer({ id: 1 });
  const oauth = buildServer({ id: 1, oauth: grant('google') });
  test.each<[string, Parameters<typeof relaySession>[0], readonly string[]]>([
    ['a refused password', { relay: { server: plain } }, ['password', 'preset']],
    [
      'a refused password at Google',
      { relay: { server: plain, host: 'smtp.gmail.com' } },
      ['password', 'preset', 'oauth'],
    ],
    ['a refused password in odoo.conf', { relay: { server: null, host: 'smtp.gmail.com' } }, ['password', 'preset']],
    ['refused OAuth', { relay: { server: oauth, login: byToken } }, ['oauth', 'password', 'preset']],
    [
      'OAuth without a user',
      { relay: { server: oauth, login: { kind: 'none' } } },
      ['user', 'oauth', 'password', 'preset'],
    ],
    [
      'no login before encryption',
      { relay: { server: plain }, report: { auth: { kind: 'not-offered', startTlsOffered: true } } },
      ['mode', 'password', 'preset'],
    ],
    ['a server that cannot tell now', { relay: { server: plain }, report: { auth: no('454 4.7.0 Later') } }, []],
  ])('against %s', (_, given, ids) => {
    expect(chooseLoginRemedies(relaySession(given)).map(({ id }) => id.replace(/^\w+\./, ''))).toEqual(ids);
  });

  test.each([
    ['google', { server: plain, host: 'smtp.gmail.com' }, 'google_gmail', 'Gmail OAuth'],
    ['google by consent', { server: oauth, host: 'relay.example' }, 'google_gmail', 'Gmail OAuth'],
    ['microsoft', { server: plain, host: 'smtp.office365.com' }, 'microsoft_outlook', 'Outlook OAuth'],
    ['a person at Microsoft', { server: plain, host: 'smtp-mail.outlook.com' }, 'microsoft_outlook', 'Outlook OAuth'],
  ])('the steps of OAuth for %s', (_, relay, module, name) => {
    const steps = describeSteps(relay, 18);
    expect(steps[0]?.words).toContain(module);
    expect(steps[1]?.copy).toBe(`/${module}/confirm`);
    expect(steps[3]?.words).toContain(`${name} Authentication`);
  });

  test('there is none for others', () => {
    expect(() => describeSteps({ server: plain, host: 'mail.example.com' }, 18)).toThrow('mail.example.com is neither');
  });

  const provider = {
    name: 'Relay',
    endpoints: [
      {
        host: 'smtp.relay.example',
        ports: [
          [465, 'ssl'],
          [587, 'starttls'],
          [25, 'none'],
        ],
      },
    ],
  } as const;
  test.each([
    ['the usual port', 0, false, 465, 'ssl'],
    ['the usual one that odoo.conf can say', 0, true, 587, 'starttls'],
    ['a known port', 25, false, 25, 'none'],
    ['another port', 2500, false, 2500, 'ssl'],
    ['a port that odoo.conf cannot say', 465, true, 465, 'starttls'],
  ])('a preset with %s', (_, port, inConf, chosen, tls) => {
    expect(chooseEndpoint(provider, port, inConf)).toEqual({ host: 'smtp.relay.example', port: chosen, tls });
  });

  test('a provider without a usable server is no preset', () => {
    expect(() => chooseEndpoint({ name: 'Relay', endpoints: [] }, 0, false)).toThrow('Relay has no server');
    const onlySsl = { name: 'Relay', endpoints: [{ host: 'x.example', ports: [[465, 'ssl']] }] } as const;
    expect(() => chooseEndpoint(onlySsl, 0, true)).toThrow('Relay has no server');
  });
});

describe('whether a login is one by password', () => {
  const hidden: ServerLogin = { kind: 'not-permitted', what: 'the password' };
  test.each<[string, Parameters<typeof logsInByPassword>[0], boolean]>([
    ['a password', { login: typed('x'), server: null, user }, true],
    ['a token', { login: byToken, server: null, user }, false],
    ['one that may not be read', { login: hidden, server: null, user }, true],
    [
      'one that may not be read, of a server set to OAuth',
      { login: hidden, server: buildServer({ id: 1, oauth: grant('google') }), user },
      false,
    ],
    ['one that may not be read, without a user', { login: hidden, server: buildServer({ id: 1 }), user: null }, false],
    ['one that may not be read, with an empty user', { login: hidden, server: null, user: '' }, false],
    ['none', { login: { kind: 'none' }, server: null, user }, false],
  ])('%s', (_, relay, isPassword) => {
    expect(logsInByPassword(relay)).toBe(isPassword);
  });
});

describe('whether CRAM-MD5 is tried', () => {
  const capabilities = {
    extended: true,
    lines: [],
    startTls: true,
    auth: ['CRAM-MD5', 'PLAIN'],
    smtpUtf8: false,
    sizeLimit: undefined,
  };
  test.each<[string, Partial<SmtpReport>, boolean]>([
    ['it is announced, and another was taken', { auth: accepted, capabilities }, true],
    ['it was taken', { auth: { ...accepted, mechanism: 'CRAM-MD5' } as AuthOutcome, capabilities }, false],
    ['a token was taken', { auth: { ...accepted, mechanism: 'XOAUTH2' } as AuthOutcome, capabilities }, false],
    ['the login was refused', { auth: no(badLine), capabilities }, false],
    ['it is not announced', { auth: accepted, capabilities: { ...capabilities, auth: ['PLAIN'] } }, false],
    ['nothing is known of it', { auth: accepted, capabilities: undefined }, false],
  ])('where %s', (_, report, isTried) => {
    expect(needsTrial(relaySession({ report }))).toBe(isTried);
  });
});

describe('how a server stands to mails that failed for a login', () => {
  const refused = {
    failure: { kind: 'reply', stage: 'auth', reply: replyOf('auth', badLine) } as const,
    auth: no(badLine),
  };
  const takes = { senders: [askedSender('a@x.example', takenLine, takenLine)] };
  test.each<[string, ReturnType<typeof relaySession>, boolean, object]>([
    ['it takes the login', withLogin(typed('x'), { auth: accepted }), false, { state: 'works' }],
    ['it refuses it', withLogin(typed('x'), refused), false, { state: 'broken' }],
    ['Odoo gets no token', withLogin(byToken), true, { state: 'broken' }],
    [
      'it puts it off',
      withLogin(typed('x'), { auth: no('454 4.7.0 Later') }),
      false,
      { state: 'unknown', unknown: 'the login was put off now' },
    ],
    ['nothing was tried', withLogin(typed('x')), false, { state: 'unknown' }],
    [
      'it takes mail without one',
      withLogin({ kind: 'none' }, takes),
      false,
      { state: 'works', works: 'takes mail without a login now' },
    ],
    [
      'it was not asked without one',
      withLogin({ kind: 'none' }),
      false,
      { state: 'unknown', unknown: 'whether mail is taken without a login could not be tried' },
    ],
  ])('where %s', (_, session, isGrantRefused, present) => {
    expect(presentLogin(session, isGrantRefused)).toEqual({ subject: 'server:1', title, ...present });
  });

  const failedFor = new Set(['ben@shop.example']);
  test.each<[string, ReturnType<typeof relaySession>, object]>([
    [
      'one of their recipients is taken',
      withLogin(typed('x'), { auth: accepted, ...takes }),
      { state: 'works', works: 'takes ben@shop.example now' },
    ],
    [
      'it relays to nobody still',
      withLogin(typed('x'), { auth: accepted, senders: [askedSender('a@x.example', takenLine, noRelayLine)] }),
      { state: 'broken' },
    ],
    ['the login is refused', withLogin(typed('x'), refused), { state: 'broken' }],
    [
      'others were asked for',
      withLogin(typed('x'), { auth: accepted }),
      { state: 'unknown', advice: expect.stringContaining('proves nothing') },
    ],
    [
      'there is no login',
      withLogin({ kind: 'none' }),
      { state: 'unknown', advice: expect.stringContaining('without a login: give it') },
    ],
    [
      'the login was not tried',
      withLogin(typed('x')),
      { state: 'unknown', advice: expect.stringContaining('allowed networks') },
    ],
  ])('relaying, where %s', (_, session, present) => {
    expect(presentRelaying(session, failedFor, false)).toMatchObject({ subject: 'server:1', title, ...present });
  });
});

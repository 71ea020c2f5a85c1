import { describe, expect, test } from 'vitest';
import {
  describeUsable,
  type FallbackFacts,
  judgeFallback,
} from '../../../source/causes/no-server/active-servers-check.ts';
import { judgeConfiguration } from '../../../source/causes/no-server/configuration-check.ts';
import { judgeForced } from '../../../source/causes/no-server/forced-server-check.ts';
import { readWanted, toRow } from '../../../source/causes/no-server/remedies/create-server-remedy.ts';
import { judgeValues } from '../../../source/causes/no-server/server-values-check.ts';
import { Secret } from '../../../source/domain/secret.ts';
import { buildServer } from '../../domain/routing/build-facts.ts';

const now = new Date('2026-11-28T12:00:00Z');
const origin = { kind: 'file', path: '/etc/odoo.conf', line: 7 } as const;
const archived = buildServer({ id: 3, name: 'Office', host: 'mail.example.com', active: false });

describe('servers that can be used', () => {
  test('are counted', () => {
    expect(describeUsable([archived], 18)).toBeUndefined();
    expect(describeUsable([buildServer({ id: 1 }), archived], 18)).toMatchObject({
      status: 'ok',
      summary: '1 outgoing mail server is in use.',
    });
  });
});

describe('where Odoo sends without a row that can be used', () => {
  const facts: FallbackFacts = {
    servers: [archived],
    report: undefined,
    whyUnread: undefined,
    target: {
      age: { kind: 'as-started' },
      configuration: '/etc/odoo.conf',
      settings: { smtpServer: { value: 'localhost', origin }, smtpPort: { value: 25, origin } },
    },
    waiting: 4,
    failures: [],
    series: 18,
    inputs: [],
  };
  const failures = [
    { cause: 'no-server', count: 2 },
    { cause: 'firewall', count: 1 },
    { cause: 'recipients', count: 100 },
    { cause: null, count: 100 },
  ];
  const unnamed = { ...facts.target, configuration: undefined };

  test('a server that answers is in order', () => {
    expect(judgeFallback({ ...facts, report: { reached: 'ehlo' } })).toMatchObject({
      status: 'ok',
      summary:
        "The only outgoing mail server is archived, so Odoo sends through odoo.conf's server localhost:25, which answers.",
    });
  });

  test('one that was not read by Odoo is not known, whatever answers', () => {
    expect(judgeFallback({ ...facts, whyUnread: 'it changed', report: { reached: 'ehlo' } })).toMatchObject({
      status: 'unknown',
      summary: expect.stringContaining('is not known: it changed.'),
      detail: 'Restart Odoo: it reads its configuration only when it starts.',
    });
  });

  test('nobody there fails with what failed for it and what waits, and tells what can be used again', () => {
    const found = judgeFallback({ ...facts, failures, report: { reached: 'connect' } });
    expect(found).toMatchObject({
      status: 'fail',
      summary:
        'The only outgoing mail server is archived, and nobody answers where Odoo sends instead (localhost:25): 3 mails failed, 4 wait.',
      detail: expect.stringContaining('(/etc/odoo.conf, line 7)'),
      explains: 7,
      remedies: [
        { id: 'no-server.unarchive', subject: 'server:3', about: 'Office (mail.example.com)' },
        { id: 'no-server.create', subject: null },
      ],
    });
  });

  test('where the queue may not be read, nothing is accounted for', () => {
    const found = judgeFallback({
      ...facts,
      waiting: undefined,
      servers: [buildServer({ id: 1, active: false, host: null })],
    });
    expect(found.explains).toBeUndefined();
    expect(found.summary).toContain('0 mails failed, 0 wait.');
    expect(found.remedies.map(({ id }) => id)).toEqual(['no-server.create']);
  });

  test('without an odoo.conf nobody can tell, unless mails failed for it', () => {
    expect(judgeFallback({ ...facts, target: unnamed })).toMatchObject({ status: 'unknown' });
    expect(judgeFallback({ ...facts, target: unnamed, failures })).toMatchObject({ status: 'fail' });
    expect(judgeFallback({ ...facts, target: unnamed, failures: failures.slice(2) })).toMatchObject({
      status: 'unknown',
    });
  });
});

describe('the odoo.conf that Odoo runs with', () => {
  const started = { age: { kind: 'as-started' }, configuration: '/etc/odoo.conf', beaten: new Map() } as const;
  const other = { ...started, age: { kind: 'other-file', pid: 4711, reads: undefined } } as const;
  const row = { server: { authentication: 'login' } };

  test('is this one, and nothing beats it: nothing to say', () => {
    expect(judgeConfiguration(started, [{ server: null }], now)).toBeUndefined();
  });

  test.each([
    ['a server of odoo.conf is used', [row, { server: null }], 'warn', ': what it sends with is not known.'],
    ['a row takes its login from it', [{ server: { authentication: 'cli' } }], 'warn', 'is not known.'],
    ['no server depends on it', [row], 'ok', ', which no mail server depends on.'],
    ['there is no server', [], 'ok', ', which no mail server depends on.'],
  ])('is another one: %s', (_, relays, status, words) => {
    const found = judgeConfiguration(other, relays, now);
    expect(found).toMatchObject({ status, nextStep: 'Name the file that Odoo reads: -c FILE' });
    expect(found?.summary.endsWith(words)).toBe(true);
  });

  test('is beaten by the command line', () => {
    const beaten = new Map([['smtp_server', '--smtp=relay']]);
    expect(judgeConfiguration({ ...started, beaten }, [], now)).toMatchObject({
      status: 'ok',
      summary: "Odoo's command line says --smtp=relay, which beats /etc/odoo.conf.",
    });
    expect(judgeConfiguration({ ...started, beaten, configuration: undefined }, [], now)?.summary).toContain(
      'beats odoo.conf.',
    );
  });
});

describe('mails that insist on an archived server', () => {
  test('fail, each server by itself, and never stop the others', () => {
    const found = judgeForced(
      [
        { id: 3, name: 'Office', mails: 1 },
        { id: 4, name: 'Shop', mails: 2 },
      ],
      9,
      18,
    );
    expect(found).toMatchObject([
      { status: 'fail', subject: 'server:3', explains: 1, stopsAll: false, remedies: [{ subject: 'server:3' }] },
      {
        status: 'fail',
        subject: 'server:4',
        explains: 2,
        summary: expect.stringMatching(/^2 mails insist .* them\.$/),
      },
    ]);
    expect(found[0]?.summary).toMatch(/^1 mail insists on the server "Office", .* does not send it\.$/);
  });

  test.each([
    [0, 'ok', undefined, 'No mail insists on a server that is archived.'],
    [1, 'warn', true, '1 mail failed for want of a server; there is one for it now: retry.'],
    [2, 'warn', true, '2 mails failed for want of a server; there is one for them now: retry.'],
  ])('%i that failed before', (past, status, leftover, summary) => {
    const [found] = judgeForced([], past, 18);
    expect(found).toMatchObject({ status, summary });
    expect(found?.leftover).toBe(leftover);
    expect(found?.explains).toBe(past === 0 ? undefined : past);
  });
});

describe('servers whose settings stand elsewhere', () => {
  const byModule = 'the module mail_environment gives them';
  const detached = (name: string, host: string | null = 'mail.example.com') =>
    buildServer({ id: 1, name, host, detached: byModule });

  test('are none where the table is read, or the server is off', () => {
    expect(judgeValues([buildServer({ id: 1 })])).toBeUndefined();
    expect(judgeValues([{ ...detached('Office'), active: false }])).toBeUndefined();
  });

  test.each([
    [
      'something unknown gives them',
      [buildServer({ id: 1, detached: 'a module' })],
      '1 outgoing mail server is not known in full: a module.',
    ],
    ['all have a host', [detached('Office')], '1 outgoing mail server has settings from outside'],
    ['one has none', [detached('Office', null), detached('Shop')], 'and where Office leads is not known'],
    ['two have none', [detached('Office', null), detached('Shop', null)], 'and where Office and Shop lead is not'],
    [
      'three have none',
      [detached('Office', null), detached('Shop', null), detached('News', null)],
      'and where Office, Shop and 1 more lead',
    ],
  ])('are not known: %s', (_, servers, words) => {
    const found = judgeValues(servers);
    expect(found?.status).toBe('unknown');
    expect(found?.summary).toContain(words);
  });
});

describe('a server that somebody sets up', () => {
  const answers = (texts: Readonly<Record<string, string>>, password?: Secret) => ({
    texts,
    secrets: password === undefined ? {} : { password },
  });

  test.each([
    [
      'a host alone',
      { host: ' mail.example.com ' },
      { host: 'mail.example.com', port: 587, encryption: 'starttls', user: '' },
    ],
    [
      'all of it',
      { host: 'h', port: '465', encryption: 'ssl', user: ' ann ' },
      { host: 'h', port: 465, encryption: 'ssl', user: 'ann' },
    ],
    ['a provider', { preset: 'google' }, { host: 'smtp.gmail.com' }],
    [
      'a provider and a host of its own',
      { preset: 'google', host: 'h' },
      { host: 'h', port: 587, encryption: 'starttls' },
    ],
    ['the last port', { host: 'h', port: '65535' }, { port: 65_535 }],
    ['the first port', { host: 'h', port: '1' }, { port: 1 }],
  ])('%s', (_, texts, wanted) => {
    expect(readWanted(answers(texts))).toMatchObject(wanted);
  });

  test('a provider’s port and its encryption belong together, and never none', () => {
    const { port, encryption } = readWanted(answers({ preset: 'google', port: '25', encryption: 'none' }));
    expect([
      [587, 'starttls'],
      [465, 'ssl'],
    ]).toContainEqual([port, encryption]);
  });

  test.each([
    [{}, 'Which server?'],
    [{ preset: 'nobody' }, 'Which server?'],
    [{ host: 'h', port: '0' }, "'0' is no port."],
    [{ host: 'h', port: '65536' }, "'65536' is no port."],
    [{ host: 'h', port: 'smtp' }, "'smtp' is no port."],
  ])('%o is none', (texts, words) => {
    expect(() => readWanted(answers(texts))).toThrow(words);
  });

  test('is written as Odoo would; a password without a user is not kept, and 14 knows no kind of login', () => {
    const secret = new Secret('p');
    const row = toRow(readWanted(answers({ host: 'h', user: 'ann' }, secret)), { series: 18, now });
    expect(row).toMatchObject({
      name: 'h',
      smtp_port: '587',
      smtp_user: 'ann',
      smtp_pass: secret,
      active: 'true',
      smtp_authentication: 'login',
      create_date: '2026-11-28 12:00:00',
    });
    const anonymous = toRow(readWanted(answers({ host: 'h' }, secret)), { series: 14, now });
    expect(anonymous).toMatchObject({ smtp_user: null, smtp_pass: null });
    expect(anonymous).not.toHaveProperty('smtp_authentication');
    expect(toRow(readWanted(answers({ host: 'h', user: 'ann' })), { series: 18, now })['smtp_pass']).toBeNull();
  });
});

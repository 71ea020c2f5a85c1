import { describe, expect, test } from 'vitest';
import type { Remedy } from '../../../source/checks/cause.ts';
import { Secret } from '../../../source/domain/secret.ts';
import { columnsOf, confValuesOf } from '../../../source/remedies/outgoing-server/plan-settings.ts';
import { chooseUseful } from '../../../source/remedies/outgoing-server/server-offers.ts';
import {
  chooseRelay,
  isSetInConf,
  requireOwnValues,
  requirePort,
  requireText,
} from '../../../source/remedies/outgoing-server/server-settings.ts';
import { idOf } from '../../../source/remedies/subject-id.ts';
import { buildServer } from '../../domain/routing/build-facts.ts';
import { sendingRoute } from '../../support/envelopes.ts';
import { relaySession } from '../../support/relay-session.ts';

const password = new Secret('summer');
const all = { host: 'mail.example', port: 587, tls: 'starttls', user: 'odoo', password } as const;

describe('new settings of a server', () => {
  test('are keys of odoo.conf, only those that change', () => {
    expect(confValuesOf(all)).toEqual({
      smtp_server: 'mail.example',
      smtp_port: '587',
      smtp_ssl: 'True',
      smtp_user: 'odoo',
      smtp_password: password,
    });
    expect(confValuesOf({ tls: 'none' })).toEqual({ smtp_ssl: 'False' });
    expect(confValuesOf({})).toEqual({});
  });

  test.each(['ssl', 'ssl_strict'] as const)('cannot be %s in odoo.conf', (tls) => {
    expect(() => confValuesOf({ tls })).toThrow('odoo.conf cannot say SSL/TLS');
  });

  test('are columns of its row, only those that change; a password is then how it logs in', () => {
    expect(columnsOf(all, 18)).toEqual({
      smtp_host: 'mail.example',
      smtp_port: '587',
      smtp_encryption: 'starttls',
      smtp_user: 'odoo',
      smtp_pass: password,
      smtp_authentication: 'login',
    });
    expect(columnsOf({ password }, 14)).toEqual({ smtp_pass: password });
    expect(columnsOf({ tls: 'none' }, 18)).toEqual({ smtp_encryption: 'none' });
    expect(columnsOf({}, 18)).toEqual({});
  });

  test('stand in odoo.conf for a server without a row, and for a row that takes them from there', () => {
    expect(isSetInConf({ server: null })).toBe(true);
    expect(isSetInConf({ server: buildServer({ id: 1, authentication: 'cli' }) })).toBe(true);
    expect(isSetInConf({ server: buildServer({ id: 1 }) })).toBe(false);
  });
});

describe('a server that Odoo takes from elsewhere', () => {
  const detached = 'server_environment gives it';
  const title = 'Office';
  test.each([
    ['is not written', buildServer({ id: 1, detached }), true],
    [
      'may be, where it is odoo.conf that it is taken from',
      buildServer({ id: 1, detached, authentication: 'cli' }),
      false,
    ],
    ['is another matter than one of Odoo’s own', buildServer({ id: 1 }), false],
    ['is another matter than odoo.conf’s', null, false],
  ])('%s', (_, server, isRefused) => {
    const plan = () => requireOwnValues({ server, title });
    if (isRefused) expect(plan).toThrow('Nothing would come of it for Office: server_environment gives it.');
    else expect(plan).not.toThrow();
  });

  test('is offered no remedy that would write it', () => {
    const remedies: readonly Pick<Remedy, 'id' | 'setsServer'>[] = [
      { id: 'password', setsServer: true },
      { id: 'oauth' },
    ];
    const namesFor = (server: Parameters<typeof chooseUseful>[1]) => chooseUseful(remedies, server).map(({ id }) => id);
    expect(namesFor({ detached })).toEqual(['oauth']);
    for (const server of [{ detached: null }, null, undefined]) expect(namesFor(server)).toEqual(['password', 'oauth']);
  });
});

describe('which server a remedy is about', () => {
  const way = { sender: { mails: 1 }, route: sendingRoute(), olderBuilds: undefined } as never;
  const idle = relaySession({ relay: { subject: 'server:1' } }).relay;
  const used = relaySession({ relay: { subject: 'server:2', routes: [way] } }).relay;
  const other = relaySession({ relay: { subject: 'server:3', routes: [way] } }).relay;
  test.each([
    ['the one that is named', [idle, used], 'server:1', 'server:1'],
    ['one that is named, although several are used', [used, other], 'server:3', 'server:3'],
    ['the only one that mail uses', [idle, used], null, 'server:2'],
    ['the only one', [idle], null, 'server:1'],
  ])('%s', (_, relays, subject, chosen) => {
    expect(chooseRelay(relays, subject).subject).toBe(chosen);
  });

  test.each([
    [
      'several that mail uses',
      [used, other],
      null,
      'It must be said which mail server is meant.',
      'Choose one with --subject: server:2, server:3.',
    ],
    ['several that no mail uses', [idle, { ...idle, subject: 'server:4' }], null, 'It must be said', 'Choose one'],
    [
      'none of that name',
      [idle, used],
      'server:9',
      'No mail server in use is called server:9.',
      'Choose one with --subject: server:1, server:2.',
    ],
    ['none at all', [], null, 'It must be said', 'No mail server is in use.'],
  ])('%s: it has to be said', (_, relays, subject, words, tryThis) => {
    expect(() => chooseRelay(relays, subject)).toThrow(
      expect.objectContaining({ message: expect.stringContaining(words), tryThis: expect.stringContaining(tryThis) }),
    );
  });

  test.each([
    ['server:3', 3],
    ['server:123456789', 123456789],
  ])('%s has its id', (subject, id) => {
    expect(idOf(subject, 'server')).toBe(id);
  });

  test.each([null, 'conf', 'domain:3', 'server:', 'server:3x', 'server:1234567890'])('%s has none', (subject) => {
    expect(() => idOf(subject, 'server')).toThrow('This remedy is for one server.');
  });
});

describe('what a person said', () => {
  const said = (texts: Readonly<Record<string, string>>) => ({ values: { texts, secrets: {} } });
  test('is taken without blanks around it, and asked for where it is missing', () => {
    expect(requireText(said({ user: ' odoo ' }), 'user', 'The user')).toBe('odoo');
    expect(() => requireText(said({ user: ' ' }), 'user', 'The user')).toThrow('The user is missing.');
    expect(() => requireText(said({}), 'user', 'The user')).toThrow('The user is missing.');
  });

  test.each([
    ['1', 1],
    [' 587 ', 587],
    ['65535', 65_535],
  ])('%j is a port', (port, number) => {
    expect(requirePort(said({ port }))).toBe(number);
  });

  test.each(['0', '-1', '65536', '2.5', 'smtp'])('%j is none', (port) => {
    expect(() => requirePort(said({ port }))).toThrow(`'${port}' is no port`);
  });
});

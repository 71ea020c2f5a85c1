import { describe, expect, test } from 'vitest';
import type { ServerEnvironment } from '../../../source/domain/odoo/server-environment.ts';
import { judgeServerValues, type ServerSources, type ValueRow } from '../../../source/services/odoo/server-values.ts';
import { loginOfServer } from '../../../source/services/smtp/server-login.ts';
import { openDemo } from './open.ts';

const stale: ValueRow = {
  name: 'Office',
  host: 'old.example',
  port: 25,
  encryption: 'none',
  user: 'old',
  defaults: null,
  isEncrypted: false,
};

const json = (values: object): string =>
  JSON.stringify(Object.fromEntries(Object.entries(values).map(([key, value]) => [`x_${key}_env_default`, value])));

const whole = { smtp_host: 'json.example', smtp_port: 587, smtp_encryption: 'starttls', smtp_user: 'json' };

const files = (outgoing: Record<string, Record<string, string>>): ServerEnvironment => ({
  path: '/etc/odoo.conf',
  parameters: new Map(),
  outgoing: new Map(
    Object.entries(outgoing).map(([name, values]) => [
      name,
      new Map(Object.entries(values).map(([key, value]) => [key, { value, line: 1 }])),
    ]),
  ),
});

const sources = (environment?: ServerEnvironment): ServerSources => ({ byModule: true, missing: [], environment });
const nowhere = { host: null, port: null, encryption: null };

describe("with OCA's mail_environment", () => {
  test.each<[string, Partial<ValueRow>, ServerEnvironment | undefined, object]>([
    ['the columns that stayed behind are not read', {}, undefined, { ...nowhere, user: null }],
    [
      'the JSON tells all three',
      { defaults: json(whole) },
      undefined,
      { host: 'json.example', port: 587, encryption: 'starttls', user: 'json' },
    ],
    [
      'a JSON without a port tells no address',
      { defaults: json({ ...whole, smtp_port: undefined }) },
      undefined,
      nowhere,
    ],
    [
      'a JSON without encryption tells none',
      { defaults: json({ ...whole, smtp_encryption: undefined }) },
      undefined,
      nowhere,
    ],
    ['nor one with a port that is none', { defaults: json({ ...whole, smtp_port: 0 }) }, undefined, nowhere],
    ['nor one with an empty host', { defaults: json({ ...whole, smtp_host: ' ' }) }, undefined, nowhere],
    ['what is no JSON holds nothing', { defaults: '{oops' }, undefined, nowhere],
    ['nor does a JSON that is no object', { defaults: '17' }, undefined, nowhere],
    [
      'encrypted_data beats the JSON, and is not read',
      { defaults: json(whole), isEncrypted: true },
      undefined,
      nowhere,
    ],
    [
      'the section of all servers beats the JSON',
      { defaults: json(whole) },
      files({ '': { smtp_host: 'all.example' } }),
      { host: 'all.example', port: 587 },
    ],
    [
      "a server's own section beats that of all",
      { defaults: json(whole), isEncrypted: true },
      files({
        '': { smtp_host: 'all.example', smtp_port: '465', smtp_encryption: 'ssl' },
        Office: { smtp_host: 'own.example' },
        Other: { smtp_host: 'other.example' },
      }),
      { host: 'own.example', port: 465, encryption: 'ssl' },
    ],
  ])('%s', (_title, row, environment, expected) => {
    const values = judgeServerValues({ ...stale, ...row }, sources(environment));

    expect(values).toMatchObject(expected);
    expect(values.detached).toContain('mail_environment');
  });
});

test('without the module the columns are the truth, and an empty port stays empty', () => {
  expect(judgeServerValues({ ...stale, port: null }, { ...sources(), byModule: false })).toEqual({
    host: 'old.example',
    port: null,
    encryption: 'none',
    user: 'old',
    detached: null,
  });
});

test('a password in server_env_defaults is read by nobody and shown nowhere', async () => {
  const secret = 'canary-in-json';
  const { odoo } = await openDemo(
    18,
    `alter table ir_mail_server add column server_env_defaults text;
     update ir_mail_server set smtp_pass = 'canary-in-column',
       server_env_defaults = '${json({ ...whole, smtp_pass: secret })}'`,
  );
  const shown: unknown[] = [];
  const servers = await odoo
    .recorded({ now: () => new Date(), listener: (evidence) => shown.push(evidence) })
    .mailServers();
  const [server] = servers;

  expect(server).toMatchObject({ host: 'json.example', password: { kind: 'none' } });
  expect(server && loginOfServer(server, new Date()).kind).toBe('not-known');
  expect(`${JSON.stringify(servers)}${JSON.stringify(shown)}`).not.toMatch(/canary/);
});

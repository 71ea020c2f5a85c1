import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { UsageError } from '../../../source/domain/errors.ts';
import { defaultRules } from '../../../source/monitor/config/config.ts';
import { parseConfig, readConfig, requireDatabases } from '../../../source/monitor/config/read-config.ts';

const refusalOf = (text: string): string => {
  try {
    parseConfig('monitor.yml', text);
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  return 'taken';
};

describe('a wrong config file is told in one sentence with file and line', () => {
  test.each([
    ['an unknown setting', 'evry: 1m', "monitor.yml, line 1: there is no setting 'evry'."],
    ['an unknown rule', 'every: 1m\nrules:\n  oldest: {above: 5m}', "monitor.yml, line 3: there is no rule 'oldest'."],
    [
      'a wrong unit',
      'rules:\n  oldest-waiting:\n    above: 5 parsecs',
      "monitor.yml, line 3: rules.oldest-waiting.above is '5 parsecs', which is no length of time.",
    ],
    ['a length of time without a unit', 'every: 60', "monitor.yml, line 1: every is '60', which is no length of time."],
    [
      'a length of time for a number of mails',
      'rules:\n  growth: {above: 5m}',
      "monitor.yml, line 2: rules.growth.above is '5m', which is no number of mails.",
    ],
    [
      'a threshold that the rule has not',
      'rules:\n  certificate:\n    above: 5d',
      "monitor.yml, line 3: there is no rules.certificate setting 'above'.",
    ],
    [
      'an unknown failure class',
      'rules:\n  new-failures:\n    classes:\n      - auth.bad_credentials\n      - auth.bad',
      "monitor.yml, line 5: there is no failure class 'auth.bad'.",
    ],
    ['looks that come too often', 'every: 1s', 'monitor.yml, line 1: every is at least 5s, not 1s.'],
    [
      'a webhook without a scheme',
      'notify:\n  - webhook:\n      url: hooks.example/x',
      'monitor.yml, line 3: notify[1].webhook.url holds no web address.',
    ],
    [
      'an unknown format',
      'notify:\n  - webhook: {url: "https://h.example", format: irc}',
      "monitor.yml, line 2: notify[1].webhook.format is 'irc'; it is one of json, slack, teams.",
    ],
    [
      'mail to nobody',
      'notify:\n  - mail: {from: a@b.example, server: "smtp://h"}',
      'monitor.yml, line 2: notify[1].mail needs to.',
    ],
    [
      'a wrong address',
      'notify:\n  - mail: {from: nobody, to: a@b.example, server: "smtp://h"}',
      "monitor.yml, line 2: notify[1].mail.from is 'nobody', which is no mail address.",
    ],
    [
      'a password in a server',
      'notify:\n  - mail: {from: a@b.example, to: a@b.example, server: "smtp://u:hush@h"}',
      'monitor.yml, line 2: notify[1].mail.server has a password in it.',
    ],
    [
      'a user without a password',
      'notify:\n  - mail: {from: a@b.example, to: a@b.example, server: "smtp://u@h"}',
      'monitor.yml, line 2: notify[1].mail.server names a user and no password.',
    ],
    [
      'mail to an empty list',
      'notify:\n  - mail: {from: a@b.example, to: [], server: "smtp://h"}',
      'monitor.yml, line 2: notify[1].mail.to is an empty list.',
    ],
    [
      'mail through an empty list of servers',
      'notify:\n  - mail:\n      from: a@b.example\n      to: a@b.example\n      server: []',
      'monitor.yml, line 5: notify[1].mail.server is an empty list.',
    ],
    [
      'failures of no class',
      'rules:\n  new-failures:\n    classes: []',
      'monitor.yml, line 3: rules.new-failures.classes is an empty list.',
    ],
    [
      'a command that is not there',
      'notify:\n  - command: {run: [/nowhere/alert, now]}',
      'monitor.yml, line 2: notify[1].command.run: /nowhere/alert is no program that this account may start.',
    ],
    [
      'a folder for a command',
      'notify:\n  - command: {run: [/bin/]}',
      'monitor.yml, line 2: notify[1].command.run: /bin/ is no program that this account may start.',
    ],
    [
      'a command that is found somewhere',
      'notify:\n  - command: {run: [echo]}',
      'monitor.yml, line 2: notify[1].command.run must begin with the full path of a program.',
    ],
    [
      'two notifiers of one name',
      'notify:\n  - command: {run: [/bin/true]}\n  - command: {run: [/bin/true]}',
      "monitor.yml, line 3: there are two notifiers called 'command'.",
    ],
    ['a list where names are due', 'rules:\n  - growth', 'monitor.yml, line 1: rules must hold "name: value" lines.'],
  ])('%s', (_title, text, sentence) => {
    expect(refusalOf(text)).toBe(sentence);
  });

  test('no YAML', () => {
    expect(refusalOf('every: 1m\nrules: {growth: [')).toMatch(/^monitor\.yml, line \d: this is no YAML: /);
  });

  test('a secret that is wrong is not repeated', () => {
    const said = refusalOf('notify:\n  - mail: {from: a@b.example, to: a@b.example, server: "smtp://u:hush@h"}');
    expect(said).not.toContain('hush');
    expect(refusalOf('notify:\n  - webhook: {url: "ftp://h.example/T00/hush"}')).not.toContain('hush');
  });

  test('a rule for a database that is not watched', () => {
    const config = parseConfig(
      'monitor.yml',
      'databases:\n  acme: {rules: {growth: off}}\n  amce: {rules: {growth: off}}',
    );
    expect(() => requireDatabases('monitor.yml', config, ['acme'])).toThrow(
      "monitor.yml, line 3: there is no database 'amce' among those that are watched.",
    );
    expect(() => requireDatabases('monitor.yml', config, ['acme', 'amce'])).not.toThrow();
  });

  test('a file that is not there', async () => {
    await expect(readConfig('/nowhere/monitor.yml')).rejects.toThrow(UsageError);
  });
});

test('without a file every rule holds as it is by default, and nobody is told', async () => {
  const config = await readConfig(undefined);
  expect(config).toMatchObject({ everyMs: 60_000, examineMs: 3_600_000, repeatMs: 4 * 3_600_000, notifiers: [] });
  expect(config.rules).toEqual(defaultRules);
  expect(config.rules['oldest-waiting']).toEqual({ above: 90 * 60_000, holdMs: 0 });
});

test('rules of a database stand in front of the others, and what is not said stays', () => {
  const { rules, databases } = parseConfig(
    'monitor.yml',
    'rules:\n  growth: off\n  oldest-waiting: {above: 2h, for: 90s}\ndatabases:\n  acme:\n    rules:\n      growth: {above: 7}\n      oldest-waiting: {for: 0s}',
  );
  expect(rules.growth).toBeUndefined();
  expect(rules['oldest-waiting']).toEqual({ above: 7_200_000, holdMs: 90_000 });
  expect(databases['acme']?.rules.growth).toEqual({ above: 7, within: 1_800_000, holdMs: 0 });
  expect(databases['acme']?.rules['oldest-waiting']).toEqual({ above: 7_200_000, holdMs: 0 });
});

test('notifiers are read with their secrets kept', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'odoo-mail-doctor-test-'));
  const file = join(folder, 'password');
  await writeFile(file, 'hush\n');
  const { notifiers } = parseConfig(
    'monitor.yml',
    `notify:
  - mail: {from: a@b.example, to: [c@d.example], server: ["smtps://u@one.example", "smtp://127.0.0.1:2525"], password-file: ${file}}
  - webhook: {name: chat, url: "https://hooks.example/T00/hush", format: slack, timeout: 3s}
  - command: {run: [/bin/true, -t, mail]}`,
  );
  expect(notifiers).toMatchObject([
    {
      kind: 'mail',
      name: 'mail',
      to: ['c@d.example'],
      servers: [
        { host: 'one.example', port: 465, secure: true, user: 'u' },
        { host: '127.0.0.1', port: 2525, secure: false, requireTls: false },
      ],
    },
    { kind: 'webhook', name: 'chat', format: 'slack', timeoutMs: 3_000 },
    { kind: 'command', run: ['/bin/true', '-t', 'mail'], timeoutMs: 10_000 },
  ]);
  expect(JSON.stringify(notifiers)).not.toContain('hush');
});

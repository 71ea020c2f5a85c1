import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeBashCompletion } from '../../../source/cli/reference/bash-completion.ts';
import { listCommands } from '../../../source/cli/reference/describe-command.ts';
import { writeFishCompletion } from '../../../source/cli/reference/fish-completion.ts';
import { writeZshCompletion } from '../../../source/cli/reference/zsh-completion.ts';
import { describedProgram } from '../../support/described-program.ts';
import { isInstalled } from '../../support/forwarder.ts';

const scripts = {
  bash: writeBashCompletion(describedProgram),
  zsh: writeZshCompletion(describedProgram),
  fish: writeFishCompletion(describedProgram),
};

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'completions-'));
  for (const [shell, script] of Object.entries(scripts)) writeFileSync(join(folder, shell), script);
  writeFileSync(join(folder, 'acme odoo.conf'), '');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(Object.entries(scripts))('%s knows every command and every long option', (shell, script) => {
  const flags = listCommands(describedProgram).flatMap(({ options }) =>
    options.flatMap((option) => option.flags.slice(-1)),
  );
  const spelled = shell === 'fish' ? flags.map((flag) => `-l ${flag.slice(2)} `) : flags;
  const names = listCommands(describedProgram).map(({ name }) => name);
  expect([...spelled, ...names].filter((word) => !script.includes(word))).toEqual([]);
});

/** What bash offers for the last word of each line; the others are those before it, as bash splits them. */
const completeInBash = (lines: readonly (readonly string[])[]): readonly string[][] => {
  const asked = lines.map(
    (words) =>
      `COMP_WORDS=(odoo-mail-doctor ${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length}; COMPREPLY=(); _odoo_mail_doctor; (IFS='|'; echo "\${COMPREPLY[*]}")`,
  );
  const script = ['source ./bash', 'complete -p odoo-mail-doctor >/dev/null || exit 1', ...asked].join('\n');
  const printed = execFileSync('bash', ['--norc', '--noprofile', '-c', script], { cwd: folder, encoding: 'utf8' });
  return printed
    .split('\n')
    .slice(0, -1)
    .map((line) => line.split('|').filter((word) => word !== ''));
};

describe.runIf(isInstalled('bash'))('in bash', { meta: { needs: 'bash' } }, () => {
  test('commands, options, their values and files are completed where each belongs', () => {
    const lines: readonly (readonly [readonly string[], readonly string[]])[] = [
      [['ch'], ['check']],
      [
        ['check', 'cron', 'f'],
        ['feeders', 'firewall'],
      ],
      [
        ['--format', ''],
        ['csv', 'json', 'markdown', 'nagios', 'text'],
      ],
      [['queue', '--format', 'j'], ['json']],
      [['queue', '--format', '=', 'm'], ['markdown']],
      [
        ['probe', ''],
        ['dns', 'port', 'smtp'],
      ],
      [
        ['probe', 'smtp', '--tls', 'start'],
        ['starttls', 'starttls_strict'],
      ],
      [['retry', '--include', 'old', 'too'], ['too-early']],
      [['retry', '--id', '4', '5', '--sta'], ['--state']],
      [['retry', '--state', 'exc'], ['exception']],
      [['purge', '--class', 'auth.bad'], ['auth.bad_credentials']],
      // The name of a database is none of a command.
      [
        ['-d', 'check', 'fi'],
        ['find', 'fix'],
      ],
      [['check', '--read'], ['--read-only']],
      [['fix', 'cron.act'], ['cron.activate']],
      [['demo', 'hea'], ['healthy']],
      [
        ['demo', '--odoo', '1'],
        ['14', '15', '16', '17', '18', '19'],
      ],
      [['-c', 'acm'], ['acme odoo.conf']],
      [['monitor', '--rules', 'acm'], ['acme odoo.conf']],
      [['score', 'acm'], ['acme odoo.conf']],
      [['find', 'acm'], []],
      [['--dsn', ''], []],
      [
        ['completion', ''],
        ['bash', 'fish', 'zsh'],
      ],
    ];
    expect(completeInBash(lines.map(([words]) => words))).toEqual(lines.map(([, offered]) => offered));
  });
});

/** What fish offers for the last word of each line. */
const completeInFish = (lines: readonly string[]): readonly string[][] => {
  const asked = lines.map(
    (line) => `complete -C 'odoo-mail-doctor ${line}' | string split -f1 \\t | string join '|'; echo .`,
  );
  const script = ['source ./fish', ...asked].join('\n');
  const printed = execFileSync('fish', ['--no-config', '-c', script], { cwd: folder, encoding: 'utf8' });
  return printed
    .split('.\n')
    .slice(0, -1)
    .map((line) =>
      line
        .trim()
        .split('|')
        .filter((word) => word !== ''),
    );
};

test.runIf(isInstalled('fish'))('in fish the same is completed', { meta: { needs: 'fish' } }, () => {
  const lines: readonly (readonly [string, readonly string[]])[] = [
    ['ch', ['check']],
    ['check cron f', ['feeders', 'firewall']],
    ['--format ', ['csv', 'json', 'markdown', 'nagios', 'text']],
    ['probe ', ['dns', 'port', 'smtp']],
    ['probe smtp --tls start', ['starttls', 'starttls_strict']],
    ['retry --sta', ['--state']],
    ['demo hea', ['healthy']],
    ['find ', []],
  ];
  expect(completeInFish(lines.map(([line]) => line)).map((words) => words.toSorted())).toEqual(
    lines.map(([, offered]) => offered),
  );
});

test.runIf(isInstalled('zsh'))('zsh takes its script', { meta: { needs: 'zsh' } }, () => {
  expect(spawnSync('zsh', ['-n', join(folder, 'zsh')], { encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
});

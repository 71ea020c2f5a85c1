import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { spawn } from '@lydell/node-pty';
import packageJson from '../../package.json' with { type: 'json' };
import type { WorldInfo } from '../../source/demo/world/world-info.ts';
import { say } from './report.ts';

const run = promisify(execFile);
const consoleTimeoutMs = 120_000;
/** Nothing of this account reaches the program: no home, no terminal, no proxies. */
export const programEnvironment = { PATH: process.env['PATH'] ?? '' };

/** Tries what `command` starts: its version, a check of the demo world `info` whose firewall is closed, the console. */
export const tryProgram = async (
  where: string,
  [program, ...args]: readonly [string, ...string[]],
  info: Pick<WorldInfo, 'dsn' | 'resolver'>,
): Promise<void> => {
  const { stdout } = await run(program, [...args, '--version'], { env: programEnvironment });
  assert.equal(stdout, `${packageJson.version}\n`);
  say(`ok: ${where}, --version`);

  const target = ['--dsn', info.dsn, '--resolver', info.resolver];
  const checked = await run(program, [...args, 'check', '--format', 'json', '--deadline', '60', ...target], {
    env: programEnvironment,
    maxBuffer: 64 * 1024 * 1024,
  }).catch((error: { code: number; stdout: string }) => error);
  const { verdict } = JSON.parse(checked.stdout) as { verdict: unknown };
  assert.match(JSON.stringify(verdict) ?? checked.stdout, /firewall/);
  say(`ok: ${where}, check finds what is wrong`);

  await openConsole(program, [...args, ...target]);
  say(`ok: ${where}, the console in a terminal`);
};

const openConsole = async (program: string, args: readonly string[]): Promise<void> => {
  const terminal = spawn(program, [...args], {
    cols: 120,
    rows: 40,
    env: { ...programEnvironment, TERM: 'xterm-256color' },
  });
  let seen = '';
  try {
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`The console did not open: ${seen.slice(-500)}`)),
        consoleTimeoutMs,
      );
      const settle = (after: () => void) => {
        clearTimeout(timer);
        after();
      };
      terminal.onData((text) => {
        seen += text;
        if (/waiting/.test(seen)) settle(resolve);
      });
      terminal.onExit(() => settle(() => reject(new Error(`The console ended: ${seen.slice(-500)}`))));
    });
  } finally {
    terminal.kill('SIGTERM');
  }
};

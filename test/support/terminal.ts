import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { startInTerminal, type Terminal, type TerminalOptions } from './start-in-terminal.ts';

export type { Terminal, TerminalOptions } from './start-in-terminal.ts';

const launcher = join(import.meta.dirname, '..', '..', 'bin', 'odoo-mail-doctor.js');

/** Starts the launcher with these arguments; it is killed when the test ends. Call it inside a test. */
export const openTerminal = (args: readonly string[], options: TerminalOptions = {}): Terminal =>
  openProgram(process.execPath, [launcher, ...args], options);

/** The same below an interactive shell with job control, as a person starts it. */
export const openTerminalInShell = (args: readonly string[], options: TerminalOptions = {}): Terminal => {
  const shell = openProgram('bash', ['--norc', '--noprofile', '-i'], {
    ...options,
    env: { PS1: '$ ', ...options.env },
  });
  shell.type(`${[process.execPath, launcher, ...args].map((word) => `'${word}'`).join(' ')}\r`);
  return shell;
};

const openProgram = (file: string, args: readonly string[], options: TerminalOptions): Terminal => {
  const { terminal, close } = startInTerminal(file, args, options);
  onTestFinished(close);
  return terminal;
};

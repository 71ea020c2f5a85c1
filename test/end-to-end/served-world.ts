import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { type ProcessFacts, readProcess } from '../../source/demo/janitor/process-table.ts';
import { parseWorldInfo, type WorldInfo } from '../../source/demo/world/world-info.ts';

export const launcher = fileURLToPath(new URL('../../bin/odoo-mail-doctor.js', import.meta.url));

/** A process as it was when the world was ready, so that another one with its number is not taken for it. */
export interface KnownProcess {
  readonly pid: number;
  readonly birth: string;
  readonly command: string;
}

/** `demo --serve` of the built bundle, seen from outside. */
export interface ServedWorld {
  readonly process: ChildProcess;
  /** The line as it was printed. */
  readonly line: string;
  readonly info: WorldInfo;
  /** Everything that the world runs. */
  readonly processes: readonly KnownProcess[];
  /** Fulfilled with exit status and signal. */
  readonly ended: Promise<readonly [number | null, NodeJS.Signals | null]>;
}

/** Starts it and waits for its line; it is ended with the test at the latest. */
export const serveWorld = async (...args: readonly string[]): Promise<ServedWorld> => {
  const child = spawn(process.execPath, [launcher, 'demo', ...args, '--serve', '--format', 'json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit').then(([status, signal]) => [status, signal] as const);
  onTestFinished(async () => {
    child.kill('SIGTERM');
    await ended;
  });
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  return {
    process: child,
    line,
    info: parseWorldInfo(line),
    processes: listDescendants(child.pid ?? 0),
    ended,
  };
};

/** Those of these processes that still run. */
export const survivors = (processes: readonly KnownProcess[]): readonly KnownProcess[] =>
  processes.filter(({ pid, birth }) => {
    const found = readProcess(pid);
    return found !== undefined && found.birth === birth && found.state !== 'Z';
  });

const listDescendants = (root: number): readonly KnownProcess[] => {
  const parents = readdirSync('/proc')
    .map(Number)
    .filter((pid) => Number.isInteger(pid))
    .flatMap((pid) => {
      const facts = readProcess(pid);
      return facts === undefined ? [] : [{ pid, parent: readParent(pid), facts }];
    });
  const below = (pid: number): readonly { pid: number; facts: ProcessFacts }[] =>
    parents.filter(({ parent }) => parent === pid).flatMap((child) => [child, ...below(child.pid)]);
  return below(root).map(({ pid, facts }) => ({ pid, birth: facts.birth, command: readCommand(pid) }));
};

const readParent = (pid: number): number => {
  const stat = readFile(`/proc/${pid}/stat`);
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
};

const readCommand = (pid: number): string => readFile(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim();

/** Empty when the process ended meanwhile. */
const readFile = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
};

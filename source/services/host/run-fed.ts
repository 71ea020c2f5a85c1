import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { sanitizeLine } from '../../domain/sanitize.ts';

export interface FedProgram {
  readonly program: string;
  readonly args: readonly string[];
  /** What stands on its standard input. */
  readonly input: string;
  /** All it sees of an environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Whom it becomes before it starts, without any other group; left out: ourselves. */
  readonly identity?: { readonly uid: number; readonly gid: number };
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

export type Ending =
  | { readonly kind: 'ended'; readonly status: number; readonly output: string; readonly errors: string }
  /** By a signal, ours or another's; the reason is a sentence without its subject and end. */
  | { readonly kind: 'killed'; readonly reason: string; readonly output: string; readonly errors: string }
  | { readonly kind: 'not-started'; readonly reason: string };

/** Of each stream the last characters are kept. */
const kept = 64 * 1024;
/** From SIGTERM, on which Odoo rolls back, to SIGKILL, ms. */
const graceMs = 5_000;

/**
 * Runs a program that reads standard input. It leads a process group of its own, so that Ctrl+C in our terminal does
 * not end it in the middle of a mail. Rejects only with the reason of an aborted signal, after the program has ended.
 */
export const runFed = ({ program, args, input, env, identity, timeoutMs, signal }: FedProgram): Promise<Ending> => {
  signal?.throwIfAborted();
  return new Promise((resolve, reject) => {
    let child: ChildProcessWithoutNullStreams;
    try {
      child = spawn(program, [...args], { cwd: '/', env, detached: true, stdio: 'pipe', ...identity });
    } catch (error) {
      // Some refusals of the system (EPERM, E2BIG, ENOMEM) Node throws instead of emitting them.
      return resolve({ kind: 'not-started', reason: whyNotStarted(asError(error)) });
    }
    const output = keepTail(child.stdout);
    const errors = keepTail(child.stderr);
    // It may end without having read everything.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);

    let reason: string | undefined;
    let grace: NodeJS.Timeout | undefined;
    const stop = (why: string): void => {
      reason ??= why;
      killGroup(child.pid, 'SIGTERM');
      grace ??= setTimeout(() => killGroup(child.pid, 'SIGKILL'), graceMs);
    };
    const timer = setTimeout(() => stop(`was ended after ${timeoutMs / 1_000} s`), timeoutMs);
    const onAbort = (): void => stop('was stopped');
    signal?.addEventListener('abort', onAbort, { once: true });
    const settle = (ending: Ending): void => {
      clearTimeout(timer);
      clearTimeout(grace);
      signal?.removeEventListener('abort', onAbort);
      if (signal?.aborted === true) reject(signal.reason);
      else resolve(ending);
    };
    child.once('error', (error) => settle({ kind: 'not-started', reason: whyNotStarted(error) }));
    child.once('close', (status, by) => {
      const texts = { output: output(), errors: errors() };
      const why = reason ?? (by === null ? undefined : `was ended by ${by}`);
      if (why === undefined) settle({ kind: 'ended', status: status ?? -1, ...texts });
      else settle({ kind: 'killed', reason: why, ...texts });
    });
  });
};

const keepTail = (stream: Readable): (() => string) => {
  let text = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    text = (text + chunk).slice(-kept);
  });
  return () => text;
};

/** The group, because Odoo's program may be a script that starts another. */
const killGroup = (pid: number | undefined, name: NodeJS.Signals): void => {
  if (pid === undefined) return;
  try {
    process.kill(-pid, name);
  } catch {
    // It is gone already.
  }
};

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

const whyNotStarted = (error: Error): string => {
  const code = 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return 'is not there, or the interpreter in its first line is not';
  if (code === 'EACCES') return "may not be run by Odoo's account";
  if (code === 'EPERM') return "cannot be run as Odoo's account";
  return `could not be started (${sanitizeLine(error.message)})`;
};

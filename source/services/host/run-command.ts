import { execFile } from 'node:child_process';
import { sanitize } from '../../domain/sanitize.ts';

export interface CommandOptions {
  readonly signal?: AbortSignal;
  readonly timeoutMs: number;
  /** Bytes of output that are kept; a program that prints more is ended, with what it printed so far as the result. */
  readonly outputLimit?: number;
}

export type CommandResult =
  | { readonly kind: 'ended'; readonly status: number; readonly output: string; readonly errors: string }
  /** There is no such program. */
  | { readonly kind: 'missing' }
  /** It did not end by itself, as a sentence without its end; `output`: the beginning of what was too much. */
  | { readonly kind: 'failed'; readonly reason: string; readonly output?: string };

/** Runs a program that only looks. Never rejects but for an aborted signal. */
export type CommandRunner = (
  program: string,
  args: readonly string[],
  options: CommandOptions,
) => Promise<CommandResult>;

const usualOutputLimit = 4 * 1024 * 1024;
/** An account's PATH often lacks the folders of nft and iptables. */
const administrative = '/usr/sbin:/sbin:/usr/bin:/bin';

/** The real runner: no shell, output in English, ended at the timeout. */
export const runCommand: CommandRunner = (program, args, { signal, timeoutMs, outputLimit = usualOutputLimit }) =>
  new Promise((resolve, reject) => {
    execFile(
      program,
      [...args],
      {
        env: { PATH: administrative, LC_ALL: 'C' },
        timeout: timeoutMs,
        maxBuffer: outputLimit,
        killSignal: 'SIGKILL',
        ...(signal === undefined ? {} : { signal }),
      },
      (error, stdout, stderr) => {
        const output = sanitize(stdout);
        const errors = sanitize(stderr);
        if (error === null) resolve({ kind: 'ended', status: 0, output, errors });
        else if (signal?.aborted === true) reject(signal.reason);
        else if (error.code === 'ENOENT') resolve({ kind: 'missing' });
        else if (error.code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') {
          resolve({ kind: 'failed', reason: `printed more than ${outputLimit} bytes`, output });
        } else if (typeof error.code === 'number') resolve({ kind: 'ended', status: error.code, output, errors });
        else if (error.killed === true) resolve({ kind: 'failed', reason: `did not end within ${timeoutMs} ms` });
        else resolve({ kind: 'failed', reason: `could not be run (${String(error.code ?? error.signal)})` });
      },
    );
  });

import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { assertDocumented } from './json-schemas.ts';

const launcher = join(import.meta.dirname, '..', '..', 'bin', 'odoo-mail-doctor.js');

interface Run {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the launcher to its end, without a terminal, and says what it printed. JSON is held to the schemas. */
export const runProgram = async (args: readonly string[], options: RunOptions = {}): Promise<Run> => {
  const run = await runLauncher(args, options);
  if (args.includes('json')) assertDocumented(run.stdout);
  return run;
};

interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
}

const inherited = (): Readonly<Record<string, string>> => {
  const { PATH = '', HOME = '', NODE_COMPILE_CACHE = '', XDG_STATE_HOME = '' } = process.env;
  return { PATH, HOME, NODE_COMPILE_CACHE, XDG_STATE_HOME };
};

const runLauncher = (args: readonly string[], { env = {}, input = '' }: RunOptions): Promise<Run> =>
  new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [launcher, ...args],
      {
        env: { ...inherited(), ...env },
        maxBuffer: 64 * 1024 * 1024,
      },
      (error, stdout, stderr) => resolve({ status: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
    );
    child.stdin?.end(input);
  });

import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { PassThrough, Readable, Writable } from 'node:stream';
import type { CommandContext, GlobalOptions } from '../../source/world/command.ts';
import { assertDocumented } from './json-schemas.ts';

export interface CapturedContext {
  readonly context: CommandContext;
  /** Everything the command wrote to stdout; JSON is held to the schemas. */
  output(): string;
}

/** Remembers below the folder of the run of tests; a bench has none, and remembers what its person's consoles do. */
const environmentOfItsOwn = (): NodeJS.ProcessEnv => {
  const { XDG_STATE_HOME: ofRun } = process.env;
  return ofRun === undefined ? {} : { XDG_STATE_HOME: join(ofRun, randomUUID()) };
};

/** A context whose stdout is kept, with `input` on stdin; it remembers nothing of other ones unless `env` says where. */
export const captureContext = (
  options: Partial<GlobalOptions> = {},
  {
    input = '',
    signal = new AbortController().signal,
    env = environmentOfItsOwn(),
  }: { readonly input?: string; readonly signal?: AbortSignal; readonly env?: NodeJS.ProcessEnv } = {},
): CapturedContext => {
  let written = '';
  const stdout = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      written += chunk.toString();
      done();
    },
  });
  const context: CommandContext = {
    options: {
      allDatabases: false,
      format: 'text',
      readOnly: false,
      deadline: 30,
      timeout: 5,
      color: false,
      ascii: false,
      verbose: false,
      ...options,
    },
    env,
    // A pipe, not a terminal: what a ReadStream adds is of no use to a command that reads a secret.
    stdin: Readable.from(input === '' ? [] : [Buffer.from(input)]) as Readable as NodeJS.ReadStream,
    stdout,
    stderr: new PassThrough(),
    signal,
    now: () => new Date(),
  };
  return {
    context,
    output: () => {
      if (options.format === 'json') assertDocumented(written);
      return written;
    },
  };
};

import type { Writable } from 'node:stream';
import type { ActivityLog } from '../domain/activity/activity-log.ts';
import type { ExitStatus } from '../domain/exit-status.ts';
import type { PersonalNames } from '../domain/wording/personal-names.ts';

export type OutputFormat = 'text' | 'json' | 'markdown' | 'csv' | 'nagios';

/** What every command accepts; the README's table of global options is this, in words. */
export interface GlobalOptions {
  readonly config?: string;
  readonly database?: string;
  readonly allDatabases: boolean;
  readonly dsn?: string;
  /** Odoo over HTTP; comes with odooLogin. */
  readonly odooUrl?: URL;
  readonly odooLogin?: string;
  /** odoo-bin, for its shell. */
  readonly odooBin?: string;
  readonly format: OutputFormat;
  readonly resolver?: string;
  readonly readOnly: boolean;
  /** Seconds for the whole run. */
  readonly deadline: number;
  /** Seconds for one network step. */
  readonly timeout: number;
  readonly color: boolean;
  /** The ground of the terminal; where nobody says it the terminal may. */
  readonly theme?: 'light' | 'dark';
  readonly ascii: boolean;
  /** Also the evidence of what is not fine; with allEvidence that of everything. */
  readonly verbose: boolean;
  readonly allEvidence?: boolean;
}

/** Everything of the process that a command may touch, handed in so that tests can stand in for it. */
export interface CommandContext {
  readonly options: GlobalOptions;
  readonly env: NodeJS.ProcessEnv;
  readonly stdin: NodeJS.ReadStream;
  /** The result, and only the result. */
  readonly stdout: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  /** Everything else. */
  readonly stderr: Writable;
  /** Aborted by Ctrl+C, SIGTERM and SIGHUP. */
  readonly signal: AbortSignal;
  readonly now: () => Date;
  /** Where the names of persons that are read are noted, so that an answer may leave them out; absent: nowhere. */
  readonly names?: PersonalNames;
  /** Where everything that a server is told or asked is noted; absent where nobody reads it. */
  readonly log?: ActivityLog;
  /** What is looked at ends with the command, as a demo does, and what was changed with it. */
  readonly endsWithCommand?: boolean;
  /** From now on SIGHUP means: read your files anew. Absent where there are no signals. */
  readonly onHangup?: (listener: () => void) => void;
}

/** A command does its work, writes its result and says how it went. It throws UserError for what a person can mend. */
export type Command<Arguments = undefined> = (context: CommandContext, args: Arguments) => Promise<ExitStatus>;

/** Hands a verb and what was said to it back to the composition root, which alone knows the process. */
export type RunCommand = <Arguments>(
  load: () => Promise<Command<Arguments>>,
  args: Arguments,
  options: GlobalOptions,
) => Promise<void>;

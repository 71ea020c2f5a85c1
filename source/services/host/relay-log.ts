import { isAbsolute, join } from 'node:path';
import type { RelaySoftware } from '../../domain/relay/mail-queue.ts';
import { readFileEnd } from './log-tail.ts';
import type { HostRoots, Observation } from './observation.ts';
import type { CommandOptions, CommandRunner } from './run-command.ts';

export interface RelayLogOptions extends CommandOptions {
  readonly roots: HostRoots;
  readonly run: CommandRunner;
  readonly software: RelaySoftware;
  /** How far back the journal is asked. */
  readonly since: Date;
}

export interface RelayLog {
  /** A path, or the command that printed it. */
  readonly place: string;
  readonly text: string;
}

/** So much of the end of a file, bytes: a few hundred thousand lines. */
const mostBytes = 16 * 1024 * 1024;

/** Debian's and Red Hat's places (rsyslog.conf; exim -bP log_file_path). */
const usualFiles: Readonly<Record<RelaySoftware, readonly string[]>> = {
  postfix: ['var/log/mail.log', 'var/log/maillog'],
  exim: ['var/log/exim4/mainlog', 'var/log/exim/main.log', 'var/log/exim/mainlog'],
};

/**
 * The end of the mail server's log, the file that was rotated last before it: where its settings put it, else at the usual
 * places, else in the journal. Unknown with the reason where none can be read.
 */
export const readRelayLog = async (options: RelayLogOptions): Promise<Observation<RelayLog>> => {
  const { roots, software } = options;
  const set = await findConfigured(options);
  const paths = [...(set === undefined ? [] : [set]), ...usualFiles[software].map((path) => join(roots.root, path))];
  const refused: string[] = [];
  for (const path of paths) {
    const tail = await readFileEnd(path, mostBytes);
    if (tail.kind === 'unread') {
      if (tail.why !== notThere) refused.push(`${path} cannot be read: ${tail.why}`);
      continue;
    }
    const older = await readFileEnd(`${path}.1`, mostBytes);
    const text = older.kind === 'text' ? `${older.text}\n${tail.text}` : tail.text;
    return { kind: 'known', value: { place: path, text }, evidence: [] };
  }
  const journal = refused.length === 0 && software === 'postfix' ? await readJournal(options) : undefined;
  if (journal !== undefined) return { kind: 'known', value: journal, evidence: [] };
  const reason = refused[0] ?? 'the log of the mail server was not found';
  return { kind: 'unknown', reason, evidence: [] };
};

const notThere = 'it is not there';

/** Postfix 3.4 and later may write a file of its own; Exim names its files with %s for main, reject and panic. */
const findConfigured = async ({ run, software, ...options }: RelayLogOptions): Promise<string | undefined> => {
  if (software === 'postfix') {
    const said = await run('postconf', ['-h', 'maillog_file'], options);
    const path = said.kind === 'ended' ? said.output.trim() : '';
    return isAbsolute(path) ? path : undefined;
  }
  for (const program of ['exim4', 'exim']) {
    const said = await run(program, ['-bP', 'log_file_path'], options);
    const list = said.kind === 'ended' ? (/log_file_path = (.*)/.exec(said.output)?.[1] ?? '') : '';
    const path = list.split(/\s*:\s*/).find((each) => isAbsolute(each));
    if (path !== undefined) return path.replace('%s', 'main');
  }
  return undefined;
};

const readJournal = async ({ run, since, ...options }: RelayLogOptions): Promise<RelayLog | undefined> => {
  const from = `${since.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
  const args = ['--facility=mail', '--since', from, '-o', 'short', '-q', '--no-pager'];
  const said = await run('journalctl', args, { ...options, outputLimit: mostBytes });
  const text =
    said.kind === 'ended' && said.status === 0 ? said.output : said.kind === 'failed' ? said.output : undefined;
  return text === undefined || text.trim() === '' ? undefined : { place: `journalctl ${args.join(' ')}`, text };
};

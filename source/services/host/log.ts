import { isAbsolute, join } from 'node:path';
import { sanitizeLine } from '../../domain/sanitize.ts';
import type { HostRoots, Observation } from './observation.ts';
import type { OdooProcess } from './odoo-processes.ts';

/** Where an Odoo writes its log. */
export type LogPlace =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'syslog' }
  /** Its output goes to the journal under this unit: `journalctl -u odoo`. */
  | { readonly kind: 'journal'; readonly unit: string };

export interface LogOptions {
  readonly roots: HostRoots;
  /** logfile and syslog of odoo.conf; what the process was told beats them. */
  readonly configured: { readonly logFile?: string | undefined; readonly syslog: boolean };
  readonly process?: OdooProcess;
}

/** Where the log is; unknown when it is written where we cannot see. */
export const findLog = (options: LogOptions): Observation<LogPlace> => {
  const { process, configured, roots } = options;
  const logFile = process?.commandLine.logFile ?? configured.logFile;
  if (logFile !== undefined) return findLogFile(expandHome(logFile, process));
  if (process?.commandLine.syslog === true || configured.syslog) return known({ kind: 'syslog' });
  if (process?.inContainer === true) {
    return unknown("Odoo writes to its container's output: docker logs, or your engine's counterpart, shows it.");
  }
  if (process?.unit !== undefined) return known({ kind: 'journal', unit: process.unit });
  const where = process === undefined ? `and no Odoo was found in ${roots.proc}` : 'and it runs under no systemd unit';
  return unknown(`odoo.conf names no logfile, so Odoo writes to its standard output, ${where}.`);
};

const known = (value: LogPlace): Observation<LogPlace> => ({ kind: 'known', value, evidence: [] });
const unknown = (reason: string): Observation<LogPlace> => ({ kind: 'unknown', reason, evidence: [] });

/** Odoo expands `~` for the account that it runs as; without a process to ask, the path stays as it is. */
const expandHome = (path: string, process: OdooProcess | undefined): string =>
  path.startsWith('~/') && process?.home !== undefined ? join(process.home, path.slice(2)) : path;

const findLogFile = (path: string): Observation<LogPlace> =>
  isAbsolute(path)
    ? known({ kind: 'file', path })
    : unknown(
        `The log is ${sanitizeLine(path)}, which only the account that Odoo runs as, or the folder it was started in, tells where to find.`,
      );

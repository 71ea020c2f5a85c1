import { stat } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { sanitizeLine } from '../../domain/sanitize.ts';
import { findRotation, type Rotation } from './logrotate.ts';
import { type Clock, type HostRoots, type Observation, observe } from './observation.ts';
import type { OdooProcess } from './odoo-processes.ts';

/** Where an Odoo writes its log. */
export type LogPlace =
  | {
      readonly kind: 'file';
      readonly path: string;
      readonly sizeBytes: number;
      /** Absent when no entry of logrotate covers it: it grows until the disk is full. */
      readonly rotation?: Rotation;
    }
  | { readonly kind: 'syslog' }
  /** Its output goes to the journal under this unit: `journalctl -u odoo`. */
  | { readonly kind: 'journal'; readonly unit: string };

export interface LogOptions extends Clock {
  readonly roots: HostRoots;
  /** logfile and syslog of odoo.conf; what the process was told beats them. */
  readonly configured: { readonly logFile?: string | undefined; readonly syslog: boolean };
  readonly process?: OdooProcess;
}

/** Where the log is and what rotates it; unknown when it is written where we cannot see. */
export const findLog = async (options: LogOptions): Promise<Observation<LogPlace>> => {
  const { process, configured, roots } = options;
  const logFile = process?.commandLine.logFile ?? configured.logFile;
  if (logFile !== undefined) return findLogFile(expandHome(logFile, process), options);
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

const findLogFile = async (path: string, options: LogOptions): Promise<Observation<LogPlace>> => {
  if (!isAbsolute(path)) {
    return unknown(
      `The log is ${sanitizeLine(path)}, which only the account that Odoo runs as, or the folder it was started in, tells where to find.`,
    );
  }
  const { seen, evidence } = await observe(
    { kind: 'file', asked: `size of ${path} and its entry in ${options.roots.etc}/logrotate.d` },
    options,
    async () => ({ size: await sizeOf(path), rotation: await findRotation(options.roots.etc, path) }),
    ({ size, rotation }) =>
      `${typeof size === 'number' ? `${size} bytes` : size}; ${rotation === undefined ? 'no entry' : `${rotation.path}, line ${rotation.line}`}`,
  );
  if (typeof seen.size === 'string')
    return { kind: 'unknown', reason: `The log ${path} ${seen.size}.`, evidence: [evidence] };
  const { rotation } = seen;
  const place = { kind: 'file', path, sizeBytes: seen.size, ...(rotation === undefined ? {} : { rotation }) } as const;
  return { kind: 'known', value: place, evidence: [evidence] };
};

/** Bytes, or why there is no size. */
const sizeOf = async (path: string): Promise<number | string> => {
  try {
    return (await stat(path)).size;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') return 'does not exist on this machine';
    if (code === 'EACCES' || code === 'EPERM') return 'may not be seen by this account';
    return `cannot be seen (${String(code)})`;
  }
};

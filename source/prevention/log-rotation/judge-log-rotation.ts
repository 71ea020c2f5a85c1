import type { Finding } from '../../domain/finding/finding.ts';
import { formatBytes } from '../../domain/wording/bytes.ts';
import { formatDuration } from '../../domain/wording/duration.ts';
import { dayMs } from '../../lib/time-units.ts';
import type { LogPlace } from '../../services/host/log.ts';
import type { FileRoom } from '../../services/host/log-size.ts';
import type { Rotation } from '../../services/host/logrotate/find-rotation.ts';

/** A log file, and what would keep it from growing without end. */
export interface LogFileFacts {
  readonly path: string;
  readonly room: FileRoom;
  readonly rotation: Rotation;
  /** Whether logrotate is installed; undefined where that is not known. */
  readonly isInstalled: boolean | undefined;
  /** What logrotate itself says against the entry (`logrotate -d`); undefined where it says nothing or was not asked. */
  readonly complaint: string | undefined;
  /** When logrotate last ran; undefined where nothing tells. */
  readonly ranAt: Date | undefined;
  /** odoo.conf says logrotate = True, which Odoo 12 and earlier obeyed (openerp/netsvc.py) and later ones do not know. */
  readonly hasOldOption: boolean;
}

export type LogJudged = Pick<Finding, 'status' | 'summary'> & {
  readonly detail?: string;
  /** Nothing rotates it, and an entry of its own would. */
  readonly lacksEntry?: true;
};

/** It runs daily; after so long it has missed a weekly one as well. */
const silentAfterMs = 8 * dayMs;

/** Odoo opens the file anew by itself when it was moved away (odoo/netsvc.py, WatchedFileHandler; 14–19). */
const reopens =
  'Odoo opens its log anew by itself once it was moved away: neither a restart nor copytruncate is needed.';

/** Whether the file is kept from filling the disk. */
export const judgeLogFile = (facts: LogFileFacts, now: Date): LogJudged => {
  const { path, room, rotation, isInstalled, complaint, ranAt, hasOldOption } = facts;
  const size = room.kind === 'measured' ? ` It has ${formatBytes(room.size)} now.` : '';
  const old = hasOldOption ? ' logrotate = True in odoo.conf does nothing since Odoo 13.' : '';
  switch (rotation.kind) {
    case 'unread':
      return {
        status: 'unknown',
        summary: `Whether ${path} is rotated is not known: ${rotation.path} cannot be read, because ${rotation.why}.`,
        detail: 'Run this as root, or let everybody read the file (chmod 644), as is usual.',
      };
    case 'none':
      return judgeUnrotated(facts, `${size}${old}`);
    case 'covered':
      break;
  }
  const { entry } = rotation;
  const place = `${rotation.path}, line ${entry.line}`;
  if (isInstalled === false) {
    return {
      status: 'fail',
      summary: `${place} means to rotate ${path}, but logrotate is not installed.${size}`,
      detail: 'Install it: sudo apt install logrotate (or dnf).',
    };
  }
  if (complaint !== undefined) {
    return {
      status: 'fail',
      summary: `logrotate leaves ${path} alone: ${complaint}`,
      detail: `Mend ${place}.${size} sudo logrotate -d ${rotation.path} shows what it would do.`,
    };
  }
  if (isInstalled === undefined || room.kind === 'unread') {
    const why =
      room.kind === 'unread' ? `${path} cannot be looked at, because ${room.why}` : 'logrotate could not be asked';
    return {
      status: 'unknown',
      summary: `${place} rotates ${path}, but whether that works is not known: ${why}.`,
      detail: 'Run this as root, or as the account that Odoo runs as.',
    };
  }
  if (ranAt !== undefined && now.getTime() - ranAt.getTime() > silentAfterMs) {
    return {
      status: 'warn',
      summary: `${place} rotates ${path}, but logrotate has not run for ${formatDuration(now.getTime() - ranAt.getTime())}.${size}`,
      detail: 'systemctl status logrotate.timer, or the line of cron that runs it, tells why.',
    };
  }
  const how = describeEntry(entry.directives);
  return { status: 'ok', summary: `${path} is rotated ${how} (${place}).${size}`, detail: `${reopens}${old}` };
};

/** So much of what is free may a log take before it is pressing. */
const pressingShare = 0.5;

const judgeUnrotated = ({ path, room, hasOldOption }: LogFileFacts, more: string): LogJudged => {
  if (room.kind === 'unread') {
    return {
      status: 'unknown',
      summary: `logrotate has no entry for ${path}, and the file cannot be looked at, because ${room.why}.`,
      detail: 'Run this as root, or as the account that Odoo runs as.',
    };
  }
  const isPressing = room.size > room.free * pressingShare;
  return {
    status: isPressing ? 'fail' : 'warn',
    summary: isPressing
      ? `Nothing rotates ${path}: it has ${formatBytes(room.size)}, and ${formatBytes(room.free)} are free. PostgreSQL and Odoo stop where the disk is full.`
      : `Nothing rotates ${path}: it grows until the disk is full.${more}`,
    detail: `${reopens}${isPressing && hasOldOption ? more : ''}`,
    lacksEntry: true,
  };
};

/** `weekly, 4 files are kept`. */
export const describeEntry = (directives: ReadonlyMap<string, string>): string => {
  const frequency = ['hourly', 'daily', 'weekly', 'monthly', 'yearly'].find((name) => directives.has(name));
  const size = directives.get('size');
  const maximum = directives.get('maxsize');
  const kept = directives.get('rotate');
  const when = size !== undefined ? `from ${size} on` : (frequency ?? 'when logrotate runs');
  return [
    maximum === undefined ? when : `${when}, or from ${maximum} on`,
    ...(kept === undefined ? [] : [`${kept} files are kept`]),
  ].join('; ');
};

const containerLog =
  "Docker keeps a container's output without a limit unless max-size is set: docker inspect --format '{{.HostConfig.LogConfig}}' NAME shows it.";

/** A log that is no file, or not known. */
export const judgeOtherPlace = (
  place:
    | Exclude<LogPlace, { readonly kind: 'file' }>
    | { readonly kind: 'unknown'; readonly reason: string; readonly inContainer: boolean },
): LogJudged => {
  switch (place.kind) {
    case 'syslog':
      return {
        status: 'skipped',
        summary: 'Odoo logs to syslog, whose files are rotated with the rest of the system.',
      };
    case 'journal':
      return {
        status: 'ok',
        summary: `Odoo logs to the journal (journalctl -u ${place.unit}), which keeps to a limit of its own.`,
        detail:
          'Unless SystemMaxUse= in journald.conf says otherwise, a tenth of the disk and at most 4 GB (journald.conf(5)).',
      };
    case 'unknown':
      return {
        status: 'unknown',
        summary: `Whether Odoo's log is rotated is not known. ${place.reason}`,
        ...(place.inContainer ? { detail: containerLog } : {}),
      };
  }
};

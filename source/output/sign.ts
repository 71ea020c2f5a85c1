import type { Status } from '../domain/status.ts';

const signs: Readonly<Record<Status, string>> = { ok: '✔', warn: '!', fail: '✖', unknown: '?', skipped: '·' };

/** The sign that stands before a line in every report. */
export const signOf = (status: Status): string => signs[status];

import type { Status } from '../finding/status.ts';

const unicodeSigns: Readonly<Record<Status, string>> = { ok: '✔', warn: '!', fail: '✖', unknown: '?', skipped: '·' };
const asciiSigns: Readonly<Record<Status, string>> = { ok: '+', warn: '!', fail: 'x', unknown: '?', skipped: '-' };

/** The sign that stands before a line, beside its words: state is never told by colour alone. */
export const chooseSigns = (ascii: boolean): Readonly<Record<Status, string>> => (ascii ? asciiSigns : unicodeSigns);

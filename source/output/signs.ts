export type Sign = 'good' | 'doubtful' | 'bad' | 'skipped';

const unicodeSigns: Readonly<Record<Sign, string>> = { good: '✔', doubtful: '!', bad: '✖', skipped: '·' };
const asciiSigns: Readonly<Record<Sign, string>> = { good: '+', doubtful: '!', bad: 'x', skipped: '-' };

/** The sign that stands before a line, beside its words. */
export const chooseSigns = (ascii: boolean): Readonly<Record<Sign, string>> => (ascii ? asciiSigns : unicodeSigns);

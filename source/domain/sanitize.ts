/** C0 and C1 controls except tab and newline, and the characters that reorder or hide text (bidi marks, zero width). */
const unprintable =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const escapeSequence =
  /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[ -/]*[0-~])|\u009b[0-?]*[ -/]*[@-~]/g;

/**
 * Text from outside (subjects, banners, DNS) made safe for a terminal: escape sequences and control characters are
 * gone, line ends are `\n`, unpaired surrogates are replaced. Applied once, where a service takes text in.
 */
export const sanitize = (text: string): string =>
  text.replace(/\r\n?/g, '\n').replace(escapeSequence, '').replace(unprintable, '').toWellFormed();

/** The same on one line: line ends and tabs become single spaces. */
export const sanitizeLine = (text: string): string =>
  sanitize(text)
    .replace(/\s*[\n\t]\s*/g, ' ')
    .trim();

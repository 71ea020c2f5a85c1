/**
 * What must never be shown as it came: C0 and C1 controls except tab and newline, the line and paragraph separators
 * (an end of line to some programs only), interlinear annotations, and every character that Unicode calls ignorable by
 * default: marks that reorder, blanks that have no width, tags, fillers of Hangul. Joiners and the variation selectors
 * stay: emoji, Persian and Indic words need them.
 */
const unprintable =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufff9-\ufffb[\p{Default_Ignorable_Code_Point}--[\u200c\u200d\ufe00-\ufe0f]]]/gv;
const escapeSequence =
  /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[ -/]*[0-~])|\u009b[0-?]*[ -/]*[@-~]/g;

/** A password where people paste an address whole: `smtp://user:password@host` in the field of a host (RFC 3986 §3.2.1). */
const passwordInUrl = /(:\/\/[^\s/:@]*:)[^\s/@]+@/g;

/**
 * Text from outside (subjects, banners, DNS) made safe for a terminal: escape sequences, control and invisible
 * characters are gone, line ends are `\n`, unpaired surrogates are replaced, passwords in URLs are dots. To be applied where a service takes text
 * in, and again after every decoding: an escape code that was written as `\x1b` is one only then.
 */
export const sanitize = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(escapeSequence, '')
    .replace(unprintable, '')
    .replace(passwordInUrl, '$1••••@');

/** The same on one line: line ends and tabs become single spaces. */
export const sanitizeLine = (text: string): string =>
  sanitize(text)
    .replace(/\s*[\n\t]\s*/g, ' ')
    .trim();

/**
 * Code in ASCII alone: V8 keeps the text of a file with one other letter in two bytes a letter, for as long as the program
 * runs. esbuild escapes those in strings; what is left stands in regular expressions, where an escape means the same.
 */
export const escapeLetters = (code: string): string =>
  // A backslash belongs to what follows it.
  code.replaceAll(/\\?[^\0-\u007f]|\\./g, (part) => {
    const letter = part.slice(-1);
    return letter > '\u007f' ? `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}` : part;
  });

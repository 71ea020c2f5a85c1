/**
 * The source of a regular expression that matches the text itself, outside of character classes, with the flag `u` and
 * without: a sign that needs no escape is left alone, for `u` refuses to escape it (ECMA-262, IdentityEscape).
 * `RegExp.escape` does it from Node 24 on.
 */
export const literalPattern = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);

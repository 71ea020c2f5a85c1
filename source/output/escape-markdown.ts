/** What Markdown (CommonMark, and GitHub's tables, strikethrough and formulas) would take for markup inside a line. */
const inline = /[\\`*_[\]|~$]/g;
/** What begins a heading, a list, a rule or an underlined heading at the start of a line (CommonMark §4 and §5). */
const lineStart = /^([ \t]*)([#+=-]|\d{1,9}(?=[.)]))/gm;

/**
 * Text as it stands, for a Markdown document: whatever it holds is read as words, neither as markup nor as HTML.
 * Evidence in a code block needs none of it.
 */
export const escapeMarkdown = (text: string): string =>
  text
    .replace(inline, '\\$&')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(lineStart, (_whole, indent: string, mark: string) =>
      /\d/.test(mark) ? `${indent}${mark}\\` : `${indent}\\${mark}`,
    );

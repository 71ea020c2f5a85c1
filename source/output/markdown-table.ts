import { escapeMarkdown } from './escape-markdown.ts';

/** A cell is one line. */
const escapeCell = (text: string): string => escapeMarkdown(text.replace(/\s+/g, ' ').trim());

/** A Markdown table (GitHub's flavour). */
export const markdownTable = (headings: readonly string[], rows: readonly (readonly string[])[]): string => {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(headings), line(headings.map(() => '---')), ...rows.map((row) => line(row.map(escapeCell)))].join('\n');
};

import { sanitize } from '../sanitize.ts';

const simpleEscapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '\\': '\\', "'": "'", '"': '"' };

const decoder = new TextDecoder();

/** A run of `\xNN` is UTF-8 as Python prints bytes; a broken sequence becomes U+FFFD. */
const decodeBytes = (run: string): string =>
  decoder.decode(Uint8Array.from(run.match(/[0-9a-f]{2}/gi) ?? [], (hex) => Number.parseInt(hex, 16)));

/**
 * Turns the inside of a Python `b'…'` or `'…'` literal back into text. Clean anew: a server's escape codes were harmless
 * words (`\x1b[2J`) when the service took them in.
 */
const unescapePython = (literal: string): string =>
  literal.includes('\\')
    ? sanitize(
        literal
          .replace(/(?:\\x[0-9a-f]{2})+/gi, decodeBytes)
          .replace(/\\([nrt\\'"])/g, (_match, letter: string) => simpleEscapes[letter] ?? letter),
      )
    : literal;

/** Where the literal that opens with the quote at `start` closes, or -1. Escaped quotes do not close it. */
const closingQuote = (text: string, start: number): number => {
  const quote = text.charAt(start);
  for (let at = start + 1; at < text.length; at += 1) {
    const letter = text.charAt(at);
    if (letter === '\\') at += 1;
    else if (letter === quote) return at;
  }
  return -1;
};

export interface Literal {
  readonly value: string;
  /** Index after the closing quote. */
  readonly end: number;
}

/** Reads `b'…'`, `'…'` or `"…"` at `start`; an unclosed literal (a cut-off text) runs to the end. */
export const readLiteral = (text: string, start: number): Literal | undefined => {
  const open = text.charAt(start) === 'b' ? start + 1 : start;
  const quote = text.charAt(open);
  if (quote !== "'" && quote !== '"') return undefined;
  const close = closingQuote(text, open);
  const end = close === -1 ? text.length : close;
  return { value: unescapePython(text.slice(open + 1, end)), end: end + 1 };
};

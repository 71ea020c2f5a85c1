import { sanitizeLine } from '../../../domain/sanitize.ts';

/** An entry of logrotate's configuration: the files that it rotates, and how (logrotate.conf(5)). */
export interface RotationEntry {
  /** The line of its first pattern, from 1. */
  readonly line: number;
  readonly patterns: readonly string[];
  /** Directives that hold for it by name, those before it in the file among them; a bare one has the value ''. */
  readonly directives: ReadonlyMap<string, string>;
}

/** What a configuration file says, in its order. */
export type RotationItem =
  | { readonly kind: 'entry'; readonly entry: RotationEntry }
  | { readonly kind: 'include'; readonly path: string; readonly directives: ReadonlyMap<string, string> };

/** The latest of them holds. */
const frequencies = new Set(['hourly', 'daily', 'weekly', 'monthly', 'yearly']);
const scripts = new Set(['prerotate', 'postrotate', 'firstaction', 'lastaction', 'preremove']);

const withDirective = (known: Map<string, string>, line: string): void => {
  const [name = '', value = ''] = /^(\S+?)(?:\s*=\s*|\s+|$)(.*)$/.exec(line)?.slice(1) ?? [];
  if (name === '') return;
  if (frequencies.has(name)) for (const other of frequencies) known.delete(other);
  known.set(name, value.trim());
};

/** Words parted by blanks; a quoted one may hold them. */
const splitPatterns = (text: string): readonly string[] =>
  (text.match(/"[^"]*"|'[^']*'|\S+/g) ?? [])
    .map((word) => sanitizeLine(word.replace(/^(["'])(.*)\1$/, '$2')))
    .filter((word) => word !== '');

interface Piece {
  readonly line: number;
  /** A brace, or what stands between braces on a line. */
  readonly text: string;
}

/** The file without comments and scripts. */
const readPieces = (text: string): readonly Piece[] => {
  const pieces: Piece[] = [];
  let isInScript = false;
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.trim();
    if (isInScript || line.startsWith('#')) {
      if (line === 'endscript') isInScript = false;
      continue;
    }
    isInScript = scripts.has(line);
    if (isInScript) continue;
    const found = line.split(/([{}])/).map((piece) => piece.trim());
    pieces.push(...found.filter((piece) => piece !== '').map((piece) => ({ line: index + 1, text: piece })));
  }
  return pieces;
};

/** What may stand before a brace, on a line of its own as well. */
const looksLikePattern = (text: string): boolean => /^["'/~*]/.test(text);

/** Reads a configuration file; `before` are the directives of the files that include it. What is no entry is passed over. */
export const parseLogrotate = (
  text: string,
  before: ReadonlyMap<string, string> = new Map(),
): readonly RotationItem[] => {
  const items: RotationItem[] = [];
  const globals = new Map(before);
  let patterns: readonly string[] = [];
  let begin = 0;
  let inside: Map<string, string> | undefined;
  const outsideOf = ({ text: piece, line }: Piece): void => {
    const included = /^include\s+(.+)$/.exec(piece)?.[1];
    if (patterns.length > 0 || looksLikePattern(piece)) {
      if (patterns.length === 0) begin = line;
      patterns = [...patterns, ...splitPatterns(piece)];
    } else if (included !== undefined) {
      items.push({ kind: 'include', path: included.trim(), directives: new Map(globals) });
    } else withDirective(globals, piece);
  };
  for (const piece of readPieces(text)) {
    if (piece.text === '{') inside = new Map(globals);
    else if (piece.text === '}') {
      if (patterns.length > 0)
        items.push({ kind: 'entry', entry: { line: begin, patterns, directives: inside ?? globals } });
      inside = undefined;
      patterns = [];
    } else if (inside === undefined) outsideOf(piece);
    else withDirective(inside, piece.text);
  }
  return items;
};

/** Whether a pattern means a path: glob(7), whose stars and question marks stop at a slash; no braces. */
export const matchesPattern = (pattern: string, path: string): boolean => {
  const source = pattern.replace(/\[!|\*+|\?|\[[^\]]*\]|[.+^${}()|\\[\]]/g, (found) => {
    if (found === '[!') return '[^';
    if (found.startsWith('*')) return '[^/]*';
    if (found === '?') return '[^/]';
    return found.length > 2 ? found : `\\${found}`;
  });
  try {
    return new RegExp(`^${source}$`).test(path);
  } catch {
    return false;
  }
};

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sanitizeLine } from '../../domain/sanitize.ts';

/** The entry of logrotate's configuration that covers a file. */
export interface Rotation {
  /** The configuration file, and the line of the pattern in it. */
  readonly path: string;
  readonly line: number;
  readonly pattern: string;
}

/**
 * The entry that covers the file, or undefined when none does
 * (logrotate(8): /etc/logrotate.conf and what it includes, /etc/logrotate.d).
 */
export const findRotation = async (etc: string, logFile: string): Promise<Rotation | undefined> => {
  const folder = join(etc, 'logrotate.d');
  const names = await readdir(folder).catch(() => []);
  for (const path of [join(etc, 'logrotate.conf'), ...names.toSorted().map((name) => join(folder, name))]) {
    const text = await readFile(path, 'utf8').catch(() => '');
    const entry = readPatterns(text).find(({ pattern }) => toExpression(pattern).test(logFile));
    if (entry !== undefined) return { path, ...entry };
  }
  return undefined;
};

interface Pattern {
  readonly pattern: string;
  readonly line: number;
}

/** The patterns before each opening brace: several, quoted, and spread over lines. What stands in braces is skipped. */
const readPatterns = (text: string): readonly Pattern[] => {
  const patterns: Pattern[] = [];
  let isInside = false;
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.trim();
    if (!isInside && /^["/]/.test(line)) {
      patterns.push(...splitPatterns(line).map((pattern) => ({ pattern, line: index + 1 })));
    }
    // A script between the braces may hold braces of its own, never alone at the start of a line.
    isInside = isInside ? !line.startsWith('}') : line.includes('{') && !line.endsWith('}');
  }
  return patterns;
};

const splitPatterns = (line: string): readonly string[] =>
  (line.replace(/\{.*$/, '').match(/"[^"]*"|\S+/g) ?? [])
    .map((word) => sanitizeLine(word.replace(/^"(.*)"$/, '$1')))
    .filter((word) => word.startsWith('/'));

/** glob(7) without braces: `*` and `?` stop at a slash. */
const toExpression = (pattern: string): RegExp => {
  const source = pattern
    .replace(/[.+^${}()|\\]/g, '\\$&')
    .replace(/\[!/g, '[^')
    .replace(/\*+/g, '[^/]*')
    .replaceAll('?', '[^/]');
  try {
    return new RegExp(`^${source}$`);
  } catch {
    return /^(?!)/;
  }
};

import { readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A place at the end of a stack's line, as V8 writes it: `file:///…/chunk.js:5:1234`, in brackets or bare. */
const place = /(file:\/\/[^\s()]+\.js):(\d+):(\d+)(?=\)?$)/gm;

/**
 * An error's stack that names file and line of the source instead of the bundle's, where a map lies beside a bundled
 * file. Maps are read here and not by Node (`--enable-source-maps`), which reads all of them at the start.
 */
export const sourceStack = (stack: string): string => {
  const maps = new Map<string, SourceMap | undefined>();
  return stack.replace(place, (whole, url: string, line: string, column: string) => {
    if (!maps.has(url)) maps.set(url, readMap(url));
    // Stacks count lines and columns from 1, maps from 0.
    const entry = maps.get(url)?.findEntry(Number(line) - 1, Number(column) - 1);
    if (entry === undefined || !('originalSource' in entry)) return whole;
    const source = relative(fileURLToPath(new URL('..', url)), fileURLToPath(new URL(entry.originalSource, url)));
    return `${source}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
  });
};

const readMap = (url: string): SourceMap | undefined => {
  try {
    return new SourceMap(JSON.parse(readFileSync(new URL(`${url}.map`), 'utf8')));
  } catch {
    // No map, or none that can be read: the stack stays as it is.
    return undefined;
  }
};

import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join } from 'node:path';
import { describeFileTrouble } from '../file-trouble.ts';
import { matchesPattern, parseLogrotate, type RotationEntry } from './parse-logrotate.ts';

/** What logrotate's configuration says of a file. */
export type Rotation =
  | { readonly kind: 'covered'; readonly path: string; readonly entry: RotationEntry }
  | { readonly kind: 'none' }
  /** Nothing that could be read covers it, and this could not be read. */
  | { readonly kind: 'unread'; readonly path: string; readonly why: string };

/** Names that logrotate leaves out of a folder that it includes (logrotate 3.21, config.c, `defTabooExts`). */
const left =
  /(?:,v|\.bak|\.cfsaved|\.disabled|\.dpkg-(?:bak|del|dist|new|old|tmp)|\.rhn-cfg-tmp-.*|\.rpm(?:new|orig|save)|\.sw[po]|\.ucf-(?:dist|new|old)|~)$/;
/** Files that include each other have no end. */
const mostFiles = 1_000;

interface Search {
  readonly etc: string;
  /** The log by all its names. */
  readonly names: readonly string[];
  readonly seen: Set<string>;
  unread: Extract<Rotation, { readonly kind: 'unread' }> | undefined;
}

type Covered = Extract<Rotation, { readonly kind: 'covered' }>;
type Directives = ReadonlyMap<string, string>;

/**
 * The entry of logrotate that covers a log file: logrotate.conf below `etc` and what it includes; without that file the
 * folder logrotate.d, which every distribution includes. Cost: some small files.
 */
export const findRotation = async (etc: string, logFile: string): Promise<Rotation> => {
  const names = [logFile, await realpath(logFile).catch(() => logFile)];
  const search: Search = { etc, names, seen: new Set(), unread: undefined };
  const found =
    (await look(search, join(etc, 'logrotate.conf'), new Map())) ??
    (await look(search, join(etc, 'logrotate.d'), new Map()));
  return found ?? search.unread ?? { kind: 'none' };
};

const look = async (search: Search, path: string, directives: Directives): Promise<Covered | undefined> => {
  if (search.seen.has(path) || search.seen.size > mostFiles) return undefined;
  search.seen.add(path);
  try {
    return (await stat(path)).isDirectory()
      ? await lookInFolder(search, path, directives)
      : await lookInFile(search, path, directives);
  } catch (error) {
    const why = describeFileTrouble(error);
    if (why === undefined) throw error;
    if (why !== 'it is not there') search.unread ??= { kind: 'unread', path, why };
    return undefined;
  }
};

const lookInFile = async (search: Search, path: string, directives: Directives): Promise<Covered | undefined> => {
  for (const item of parseLogrotate(await readFile(path, 'utf8'), directives)) {
    if (item.kind === 'entry') {
      if (await covers(item.entry, search.names)) return { kind: 'covered', path, entry: item.entry };
      continue;
    }
    const included = isAbsolute(item.path) ? below(search.etc, item.path) : join(dirname(path), item.path);
    const found = await look(search, included, item.directives);
    if (found !== undefined) return found;
  }
  return undefined;
};

const lookInFolder = async (search: Search, path: string, directives: Directives): Promise<Covered | undefined> => {
  for (const name of (await readdir(path)).toSorted()) {
    const found =
      left.test(name) || name.startsWith('.') ? undefined : await look(search, join(path, name), directives);
    if (found !== undefined) return found;
  }
  return undefined;
};

/** A tree that stands for the machine's has its own /etc. */
const below = (etc: string, path: string): string => (path.startsWith('/etc/') ? join(etc, path.slice(5)) : path);

/** By name, or because a link in the pattern's folder leads to the same place. */
const covers = async ({ patterns }: RotationEntry, names: readonly string[]): Promise<boolean> => {
  for (const pattern of patterns) {
    if (names.some((name) => matchesPattern(pattern, name))) return true;
    const folder = dirname(pattern);
    if (/[*?[]/.test(folder)) continue;
    const real = await realpath(folder).catch(() => folder);
    const moved = join(real, pattern.slice(folder.length + 1));
    if (real !== folder && names.some((name) => matchesPattern(moved, name))) return true;
  }
  return false;
};

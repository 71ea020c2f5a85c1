import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../domain/errors.ts';
import type { WatchSight } from '../prevention/judge-watch.ts';
import { describeFileTrouble } from '../services/host/file-trouble.ts';
import type { MonitorState } from './state.ts';
import { readState } from './state-file.ts';
import { isStateFileName, stateFileName } from './state-path.ts';

interface WatchedDatabase {
  readonly host: string;
  readonly port: number;
  readonly database: string;
}

/** The state of the monitor that looked last at this database, in folders where monitors keep it. Reads only. */
export const findWatch = async (folders: readonly string[], wanted: WatchedDatabase): Promise<WatchSight> => {
  const found = (await Promise.all(folders.map((folder) => lookInFolder(folder, wanted)))).flat();
  const watched = found
    .filter((each) => each.kind === 'watched')
    .toSorted((one, other) => (other.lookedAt?.getTime() ?? 0) - (one.lookedAt?.getTime() ?? 0));
  return (
    watched[0] ??
    found.find(({ kind }) => kind === 'perhaps') ??
    found.find(({ kind }) => kind === 'unread') ?? { kind: 'none', folders }
  );
};

const lookInFolder = async (folder: string, wanted: WatchedDatabase): Promise<readonly WatchSight[]> => {
  let names: readonly string[];
  try {
    names = await readdir(folder);
  } catch (error) {
    const why = describeFileTrouble(error);
    if (why === undefined) throw error;
    return why === 'it is not there' ? [] : [{ kind: 'unread', path: folder, why }];
  }
  const files = names.filter(isStateFileName);
  return (await Promise.all(files.map((name) => lookAtFile(folder, name, wanted)))).flat();
};

const lookAtFile = async (folder: string, name: string, wanted: WatchedDatabase): Promise<readonly WatchSight[]> => {
  const path = join(folder, name);
  let state: MonitorState | undefined;
  try {
    state = await readState(path);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return [{ kind: 'unread', path, why: describeFileTrouble(error.cause) ?? 'it holds no state of a monitor' }];
  }
  const database = state?.databases[wanted.database];
  if (state === undefined || database === undefined) return [];
  const databases = Object.keys(state.databases);
  const isHere = [stateFileName({ ...wanted, databases }), stateFileName({ ...wanted, databases: 'all' })].includes(
    name,
  );
  if (!isHere) return [{ kind: 'perhaps', path }];
  return [
    {
      kind: 'watched',
      path,
      lookedAt: database.triedAt === null ? null : new Date(database.triedAt),
      trouble: database.trouble,
      notifiers: Object.entries(state.notifiers).map(([notifier, { trouble }]) => ({ name: notifier, trouble })),
    },
  ];
};

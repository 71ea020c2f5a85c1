import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { UserError } from '../domain/errors.ts';
import { syncFolder } from '../services/host/sync-folder.ts';
import type { MonitorState } from './state.ts';

const version = 1;

/**
 * What an earlier monitor knew; undefined where there was none.
 * @throws UserError where the file is there and no state.
 */
export const readState = async (path: string): Promise<MonitorState | undefined> => {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new UserError(
      `The monitor's state in ${path} cannot be read.`,
      'Mend its rights, or name another $XDG_STATE_HOME.',
      {
        cause: error,
      },
    );
  }
  const state = parse(text);
  if (state !== undefined) return state;
  throw new UserError(
    `${path} does not hold the state of a monitor.`,
    'Move it away: alerts that were told before are then told once more.',
  );
};

const parse = (text: string): MonitorState | undefined => {
  try {
    const document: unknown = JSON.parse(text);
    return typeof document === 'object' &&
      document !== null &&
      'version' in document &&
      document.version === version &&
      'state' in document
      ? (document.state as MonitorState)
      : undefined;
  } catch {
    return undefined;
  }
};

/** Whole or not at all, and on disk when it returns: whatever ends this process, the next one goes on from there. */
export const writeState = (path: string, state: MonitorState): Promise<void> =>
  writePrivate(path, JSON.stringify({ version, state }));

/** The same for any text that is nobody else's to read. */
export const writePrivate = async (path: string, text: string): Promise<void> => {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const draft = `${path}.${randomUUID()}`;
  try {
    const file = await open(draft, 'wx', 0o600);
    try {
      await file.writeFile(`${text}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  await syncFolder(folder);
};

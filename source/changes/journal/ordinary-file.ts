import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { UserError } from '../../domain/errors.ts';

const { O_APPEND, O_CREAT, O_NONBLOCK, O_RDONLY, O_RDWR } = constants;

/**
 * Opens a file for what the journal does with it. Opening a FIFO would wait for whoever is at its other end, and a
 * device may never end, so only an ordinary file will do.
 * @throws UserError when it is something else; the system's error when it cannot be opened.
 */
export const openOrdinary = async (path: string, how: 'read' | 'append', mode?: number): Promise<FileHandle> => {
  const handle = await open(path, (how === 'read' ? O_RDONLY : O_RDWR | O_APPEND | O_CREAT) | O_NONBLOCK, mode);
  if ((await handle.stat()).isFile()) return handle;
  await handle.close();
  throw new UserError(
    `${path} is no ordinary file, and without a journal nothing is changed or taken back.`,
    'Move it away, or name another folder with $XDG_STATE_HOME.',
  );
};

export const readOrdinary = async (path: string): Promise<Buffer> => {
  const handle = await openOrdinary(path, 'read');
  try {
    return await handle.readFile();
  } finally {
    await handle.close();
  }
};

import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { UserError } from '../../domain/errors.ts';

const { O_APPEND, O_CREAT, O_NONBLOCK, O_RDONLY, O_RDWR } = constants;

/** Whoever opened it closes it. `size`: in bytes, at that moment. */
export interface OrdinaryFile {
  readonly descriptor: number;
  readonly size: number;
}

/**
 * Opens a file for what the journal does with it. Opening a FIFO would wait for whoever is at its other end, and a
 * device may never end, so only an ordinary file will do.
 * @throws UserError when it is something else; the system's error when it cannot be opened.
 */
export const openOrdinary = (path: string, how: 'read' | 'append', mode?: number): OrdinaryFile => {
  const descriptor = openSync(path, (how === 'read' ? O_RDONLY : O_RDWR | O_APPEND | O_CREAT) | O_NONBLOCK, mode);
  const stat = fstatSync(descriptor);
  if (stat.isFile()) return { descriptor, size: stat.size };
  closeSync(descriptor);
  throw new UserError(
    `${path} is no ordinary file, and without a journal nothing is changed or taken back.`,
    'Move it away, or name another folder with $XDG_STATE_HOME.',
  );
};

/** @throws as openOrdinary. */
export const readOrdinary = (path: string): Buffer => {
  const { descriptor } = openOrdinary(path, 'read');
  try {
    return readFileSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
};

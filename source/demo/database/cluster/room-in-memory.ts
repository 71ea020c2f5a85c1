import { readFile, statfs } from 'node:fs/promises';

const memory = '/dev/shm';

/**
 * A folder whose files are in memory, where that has room for `bytes` more and programs may be run from it; undefined where
 * there is none. There a thousand small files are made in a tenth of the time that a disk takes. What is left free is as much
 * again: a container or a small machine must not run out of it for a demo.
 */
export const findRoomInMemory = async (bytes: number): Promise<string | undefined> => {
  try {
    const [{ bavail, bsize }, mounts] = await Promise.all([statfs(memory), readFile('/proc/mounts', 'utf8')]);
    const room = Math.min(bavail * bsize, process.availableMemory() / 2);
    return room >= bytes && takesPrograms(mounts) ? memory : undefined;
  } catch {
    return undefined;
  }
};

/** Whether files of that place are in memory and may be run: the last mount in a place is the one that is seen (proc(5)). */
export const takesPrograms = (mounts: string): boolean => {
  const mount = mounts.split('\n').findLast((line) => line.split(' ')[1] === memory);
  const [, , kind, options = ''] = mount?.split(' ') ?? [];
  return kind === 'tmpfs' && !options.split(',').includes('noexec');
};

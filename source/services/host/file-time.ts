import { stat } from 'node:fs/promises';

/** When a file was last written; undefined where it cannot be looked at. */
export const readFileTime = async (path: string): Promise<Date | undefined> =>
  stat(path).then(
    ({ mtime }) => mtime,
    () => undefined,
  );

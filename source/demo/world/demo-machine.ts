import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Scenario, SqlRunner } from '../scenario.ts';

/**
 * Lays out the folder that stands for the machine of this world, with the programs that stand for its mail server; undefined
 * for a scenario whose mail server is another machine. A demo never shows the real one's.
 */
export const writeDemoMachine = async (
  { machine }: Scenario,
  { folder, sql, now }: { readonly folder: string; readonly sql: SqlRunner; readonly now: Date },
): Promise<string | undefined> => {
  if (machine === undefined) return undefined;
  const files = await machine({ sql, now });
  for (const [place, text] of Object.entries(files)) {
    const path = join(folder, place);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
    if (place.startsWith('usr/sbin/')) await chmod(path, 0o755);
  }
  return folder;
};

import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { sentFiles } from '../database/content/sent-files.ts';

/** Writes what sent mails had attached; other files lie in the database, but for the one that a scenario lost. */
export const writeFilestore = async (dataFolder: string, database: string): Promise<void> => {
  const filestore = join(dataFolder, 'filestore', database);
  await Promise.all(
    sentFiles.map(async ({ checksum, content }) => {
      const path = join(filestore, checksum.slice(0, 2), checksum);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, content);
    }),
  );
};

import { createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { openFilestoreFolder } from '../../services/host/filestore.ts';
import { type ArchiveLine, archiveName } from './archive.ts';

/**
 * Puts back the contents of attachments that Odoo has removed from its filestore since the archive in `folder` was
 * written; what is still there is left alone. Returns what could not be put back, a sentence each.
 */
export const restoreArchivedFiles = async (folder: string): Promise<readonly string[]> => {
  const path = join(folder, archiveName);
  if (!(await exists(path))) return [];
  const left: string[] = [];
  const gunzip = createGunzip();
  const reading = pipeline(createReadStream(path), gunzip);
  // Its failure is met where the lines are read; here it must only not go unheard.
  reading.catch(() => undefined);
  let filestore: string | null = null;
  for await (const text of createInterface({ input: gunzip, crlfDelay: Infinity })) {
    const line = JSON.parse(text) as ArchiveLine;
    if (line.kind === 'archive') filestore = line.filestore;
    if (line.kind !== 'file' || filestore === null) continue;
    const problem = await openFilestoreFolder(filestore).putBack(line.storedAs, Buffer.from(line.content, 'base64'));
    if (problem !== null) left.push(`The file ${line.storedAs} could not be put back into ${filestore}: ${problem}.`);
  }
  await reading;
  return left;
};

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

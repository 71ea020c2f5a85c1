import { constants } from 'node:fs';
import { access, chown, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Where Odoo keeps the contents of attachments: `<data_dir>/filestore/<database>`. */
export interface Filestore {
  readonly folder: string;
  /** Whether the file is there and may be read by us. */
  holds(storedAs: string): Promise<boolean>;
  /** Its content, or null where it cannot be read. */
  read(storedAs: string): Promise<Buffer | null>;
  /** Writes a file that is missing, owned as the folder is. Returns why it could not, or null. */
  putBack(storedAs: string, content: Buffer): Promise<string | null>;
}

/** `ab/abcdef…`, as Odoo makes them (odoo/addons/base/models/ir_attachment.py): nothing that climbs out of the folder. */
const storedName = /^[\w-]+\/[\w-]+$/;

export const openFilestore = (dataFolder: string, database: string): Filestore =>
  openFilestoreFolder(join(dataFolder, 'filestore', database));

export const openFilestoreFolder = (folder: string): Filestore => {
  const holds = async (storedAs: string): Promise<boolean> =>
    storedName.test(storedAs) &&
    (await access(join(folder, storedAs), constants.R_OK).then(
      () => true,
      () => false,
    ));
  return {
    folder,
    holds,
    read: async (storedAs) =>
      storedName.test(storedAs) ? await readFile(join(folder, storedAs)).catch(() => null) : null,
    putBack: async (storedAs, content) => {
      if (!storedName.test(storedAs)) return 'its name is not one of a filestore';
      if (await holds(storedAs)) return null;
      return await write(folder, storedAs, content).then(
        () => null,
        (error: unknown) => (error instanceof Error ? error.message : String(error)),
      );
    },
  };
};

const write = async (folder: string, storedAs: string, content: Buffer): Promise<void> => {
  const path = join(folder, storedAs);
  const draft = `${path}.odoo-mail-doctor`;
  const owner = await stat(folder);
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(draft, content, { flush: true });
    // Only root may give files away, and only root needs to.
    if (process.getuid?.() === 0) {
      await chown(dirname(path), owner.uid, owner.gid);
      await chown(draft, owner.uid, owner.gid);
    }
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
};

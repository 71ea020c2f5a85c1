import { constants } from 'node:fs';
import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Where Odoo keeps the contents of attachments: `<data_dir>/filestore/<database>`. */
export interface Filestore {
  readonly folder: string;
  /** Whether the file is there and may be read by us. */
  holds(storedAs: string): Promise<boolean>;
  /** Its content, or null where it cannot be read. */
  read(storedAs: string): Promise<Buffer | null>;
}

/** `ab/abcdef…`, as Odoo makes them (odoo/addons/base/models/ir_attachment.py): nothing that climbs out of the folder. */
const storedName = /^[\w-]+\/[\w-]+$/;

export const openFilestore = (dataFolder: string, database: string): Filestore => {
  const folder = join(dataFolder, 'filestore', database);
  return {
    folder,
    holds: async (storedAs) => {
      if (!storedName.test(storedAs)) return false;
      return await access(join(folder, storedAs), constants.R_OK).then(
        () => true,
        () => false,
      );
    },
    read: async (storedAs) =>
      storedName.test(storedAs) ? await readFile(join(folder, storedAs)).catch(() => null) : null,
  };
};

import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Writes SHA256SUMS of every program and package in `folder`, as `sha256sum --check` reads it. */
export const writeChecksums = async (folder: string): Promise<void> => {
  const names = (await readdir(folder)).filter((name) => name.startsWith('odoo-mail-doctor')).toSorted();
  const lines = await Promise.all(
    names.map(async (name) => {
      const sum = createHash('sha256')
        .update(await readFile(join(folder, name)))
        .digest('hex');
      return `${sum}  ${name}\n`;
    }),
  );
  await writeFile(join(folder, 'SHA256SUMS'), lines.join(''));
};

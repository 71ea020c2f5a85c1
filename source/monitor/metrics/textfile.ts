import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { UsageError } from '../../domain/errors.ts';

/** node_exporter runs as an account of its own. */
const readableByAll = 0o644;

/** @throws UsageError for a name that node_exporter would not read. */
export const checkTextfileName = (path: string): void => {
  if (path.endsWith('.prom') && basename(path) !== '.prom') return;
  throw new UsageError(
    `node_exporter reads no file called '${basename(path)}'.`,
    'Its textfile collector takes those that end with .prom: --metrics-textfile /var/lib/node_exporter/odoo_mail.prom.',
  );
};

/** @throws where no file can be made beside it. */
export const tryTextfile = async (path: string): Promise<void> => {
  const draft = draftOf(path);
  await (await open(draft, 'wx', readableByAll)).close();
  await rm(draft);
};

/** A name that node_exporter does not read. */
const draftOf = (path: string): string => join(dirname(path), `.${basename(path)}.${randomUUID()}`);

/** Whole or not at all: whoever reads meanwhile sees the page before. */
export const writeTextfile = async (path: string, text: string): Promise<void> => {
  const draft = draftOf(path);
  try {
    const file = await open(draft, 'wx', readableByAll);
    try {
      // Whatever the umask says.
      await file.chmod(readableByAll);
      await file.writeFile(text);
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
};

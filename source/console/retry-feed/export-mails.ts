import { link, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../../domain/errors.ts';
import { inBatches } from '../../lib/batches.ts';
import { formatMailsCsv, formatMoreMails } from '../../output/mails-csv.ts';
import { readAddressedMails } from '../../queue/queue-report.ts';
import type { Odoo } from '../../services/odoo/odoo.ts';
import type { ExportedMails } from '../../ui/screens/retry/source.ts';

const exportedAtOnce = 1_000;

interface Place {
  readonly odoo: Odoo;
  readonly folder: string;
  readonly at: Date;
}

/**
 * Writes those of the mails that still exist to a new CSV file, some at a time. It has its name once it is whole: until
 * then, and where the console was killed meanwhile, it is `….csv.part`. What could not be finished is taken away.
 * @throws UserError where the folder cannot be written, or a file of that name is there already.
 */
export const exportMails = async (
  { odoo, folder, at }: Place,
  ids: readonly number[],
  options: { readonly signal: AbortSignal },
): Promise<ExportedMails> => {
  const stamp = at.toISOString().slice(0, 19).replaceAll(/[-:]/g, '');
  const path = join(folder, `odoo-mails-${stamp}.csv`);
  const part = `${path}.part`;
  const file = await orExplain(path, () => open(part, 'wx', 0o600));
  const append = (text: string): Promise<unknown> => orExplain(path, () => file.appendFile(text));
  let written = 0;
  try {
    await append(formatMailsCsv(odoo.database, []));
    for (const batch of inBatches(ids, exportedAtOnce)) {
      const mails = await readAddressedMails(odoo, batch, options);
      await append(formatMoreMails(odoo.database, mails));
      written += mails.length;
    }
    await orExplain(path, () => file.sync());
    await orExplain(path, () => giveName(part, path));
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  } finally {
    await file.close();
  }
  return { path, written };
};

/** Takes the place of no other file, as a rename alone would. */
const giveName = async (part: string, path: string): Promise<void> => {
  try {
    await link(part, path);
  } catch (error) {
    if (!['EPERM', 'ENOTSUP', 'ENOSYS'].includes(codeOf(error))) throw error;
    // A file system without hard links, as that of a USB stick: the name is taken first, and then replaced.
    await (await open(path, 'wx', 0o600)).close();
    await rename(part, path);
    return;
  }
  await rm(part);
};

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '');

const orExplain = async <Result>(path: string, work: () => Promise<Result>): Promise<Result> => {
  try {
    return await work();
  } catch (error) {
    if (codeOf(error) === 'EEXIST') {
      throw new UserError(
        `The file could not be written: ${path} is there already, or is being written.`,
        'Export once more: files are named after the second.',
      );
    }
    const why = error instanceof Error ? error.message : String(error);
    throw new UserError(
      `The file could not be written: ${why}`,
      'Start the console in a folder that you may write, with room for the file.',
    );
  }
};

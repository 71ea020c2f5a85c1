import { type FileHandle, open, rm } from 'node:fs/promises';
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
 * Writes those of the mails that still exist to a new CSV file, some at a time. A file that could not be finished is
 * taken away.
 * @throws UserError where the folder cannot be written.
 */
export const exportMails = async (
  { odoo, folder, at }: Place,
  ids: readonly number[],
  options: { readonly signal: AbortSignal },
): Promise<ExportedMails> => {
  const stamp = at.toISOString().slice(0, 19).replaceAll(/[-:]/g, '');
  const path = join(folder, `odoo-mails-${stamp}.csv`);
  const file = await orExplain(() => open(path, 'wx', 0o600));
  let written = 0;
  try {
    await append(file, formatMailsCsv(odoo.database, []));
    for (const batch of inBatches(ids, exportedAtOnce)) {
      const mails = await readAddressedMails(odoo, batch, options);
      await append(file, formatMoreMails(odoo.database, mails));
      written += mails.length;
    }
  } catch (error) {
    await file.close();
    await rm(path, { force: true });
    throw error;
  }
  await orExplain(() => file.close());
  return { path, written };
};

const append = (file: FileHandle, text: string): Promise<unknown> => orExplain(() => file.appendFile(text));

const orExplain = async <Result>(work: () => Promise<Result>): Promise<Result> => {
  try {
    return await work();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UserError(
      `The file could not be written: ${why}`,
      'Start the console in a folder that you may write, with room for the file.',
    );
  }
};

import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { DatabaseStep } from '../../domain/change/plan.ts';
import { UserError } from '../../domain/errors.ts';
import { describeFileTrouble } from '../../services/host/file-trouble.ts';
import type { Filestore } from '../../services/host/filestore.ts';
import { syncFolder } from '../../services/host/sync-folder.ts';
import type { PurgePreview } from './purge-preview.ts';

/** Its name in private/<entry>: gzipped JSON lines. */
export const archiveName = 'archive.jsonl.gz';

/** A line of the archive, in this order: where the files came from, then rows and files. */
export type ArchiveLine =
  | { readonly kind: 'archive'; readonly schema: 1; readonly filestore: string | null }
  /** All columns as PostgreSQL prints them. */
  | { readonly kind: 'deleted-row'; readonly table: string; readonly row: Readonly<Record<string, unknown>> }
  | {
      readonly kind: 'cleared-columns';
      readonly table: string;
      readonly id: number;
      readonly before: Readonly<Record<string, unknown>>;
    }
  /** `content` is base64. */
  | { readonly kind: 'file'; readonly storedAs: string; readonly content: string };

/**
 * Writes everything that a purge deletes, with the contents of its files, into `folder`. On disk when it returns.
 * @throws UserError when it cannot be written whole: then nothing may be deleted.
 */
export const writeArchive = async (
  folder: string,
  { plan, files }: PurgePreview,
  filestore: Filestore | undefined,
  { signal }: { readonly signal: AbortSignal },
): Promise<void> => {
  const path = join(folder, archiveName);
  const lines = Readable.from(printLines(plan?.transactions.flat() ?? [], files.readable, filestore));
  try {
    await pipeline(lines, createGzip(), createWriteStream(path, { mode: 0o600, flush: true }), { signal });
    await syncFolder(folder);
  } catch (error) {
    signal.throwIfAborted();
    const why = describeFileTrouble(error) ?? (error instanceof Error ? error.message : String(error));
    throw new UserError(`The archive ${path} could not be written (${why}), so nothing was deleted.`, undefined, {
      cause: error,
    });
  }
};

async function* printLines(
  steps: readonly DatabaseStep[],
  stored: readonly string[],
  filestore: Filestore | undefined,
): AsyncGenerator<string> {
  yield print({ kind: 'archive', schema: 1, filestore: filestore?.folder ?? null });
  for (const step of steps) {
    if (step.kind === 'delete-rows') {
      for (const row of step.rows) yield print({ kind: 'deleted-row', table: step.table, row });
    } else if (step.kind === 'update-rows') {
      for (const { id, before } of step.rows) yield print({ kind: 'cleared-columns', table: step.table, id, before });
    }
  }
  for (const storedAs of stored) {
    const content = await filestore?.read(storedAs);
    // It could be read when the purge was planned: what the person was promised cannot be kept.
    if (content === null || content === undefined)
      throw new Error(`${storedAs} in the filestore can no longer be read`);
    yield print({ kind: 'file', storedAs, content: content.toString('base64') });
  }
}

const print = (line: ArchiveLine): string => `${JSON.stringify(line)}\n`;

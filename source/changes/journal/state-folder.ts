import { createHash } from 'node:crypto';
import { appendFileSync, closeSync, existsSync, fsync, mkdirSync, openSync, readSync, writeFileSync } from 'node:fs';
import { chmod, mkdir, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { UserError } from '../../domain/errors.ts';
import { describeFileTrouble } from '../../services/host/file-trouble.ts';
import { syncFolder } from '../../services/host/sync-folder.ts';
import type { KeptFile } from './journal-events.ts';
import { JournalTrouble } from './journal-trouble.ts';
import { type OrdinaryFile, openOrdinary, readOrdinary } from './ordinary-file.ts';

const privateFolder = 0o700;
const privateFile = 0o600;

/** What the program keeps on disk: the journal's file and private/, for nobody's eyes but the account's. */
export interface StateFolder {
  readText(): Promise<string>;
  /** One line at the end of the journal, on disk when this returns unless told otherwise. Several processes may append at once. */
  appendLine(line: string, options?: { readonly sync: boolean }): Promise<void>;
  /** A file in private/<entry>, on disk when this returns. */
  keep(entry: string, name: string, content: Uint8Array): Promise<KeptFile>;
  /** @throws UserError when it is gone or no longer what was written. */
  recall(entry: string, file: KeptFile): Promise<Buffer>;
  forget(entry: string): Promise<void>;
  /** The entries that private/ has something of. */
  listKept(): Promise<readonly string[]>;
  /** private/<entry> itself, made if need be, for what is too large to hand over in one piece. */
  openPrivate(entry: string): Promise<string>;
}

/** @throws UserError when the folder cannot be made or written. */
export const openStateFolder = async (stateHome: string): Promise<StateFolder> => {
  const folder = join(stateHome, 'odoo-mail-doctor');
  const file = join(folder, 'journal.jsonl');
  const folderOf = (entry: string): string => join(folder, 'private', entry);

  const openPrivate = async (entry: string): Promise<string> => {
    mkdirSync(folderOf(entry), { recursive: true, mode: privateFolder });
    return folderOf(entry);
  };

  await inWords(folder, async () => {
    await makeFolders(join(folder, 'private'));
    await chmod(folder, privateFolder);
  });

  return {
    readText: () => inWords(file, async () => readText(file)),
    appendLine: (line, { sync } = { sync: true }) => inWords(file, () => append(file, line, sync)),
    keep: (entry, name, content) =>
      inWords(folderOf(entry), async () => {
        const path = join(await openPrivate(entry), name);
        await writeDurably(path, content, folderOf(entry));
        return keptFile(name, content);
      }),
    recall: async (entry, { name, sha256 }) => {
      const path = join(folderOf(entry), name);
      const content = await inWords(path, async () => readOrdinary(path));
      if (sha256Of(content) === sha256) return content;
      throw new UserError(`${path} is not what odoo-mail-doctor wrote there, so nothing is taken back from it.`);
    },
    forget: (entry) => inWords(folderOf(entry), () => rm(folderOf(entry), { recursive: true, force: true })),
    listKept: () => inWords(folder, () => readdir(join(folder, 'private'))),
    openPrivate,
  };
};

/** Asked for all of them at once, Node says of a file system that is mounted read-only that the folder is not there. */
const makeFolders = async (path: string): Promise<void> => {
  if (existsSync(path)) return;
  await makeFolders(dirname(path));
  await mkdir(path, { mode: privateFolder }).catch((error: unknown) => {
    // Another process was faster.
    if (!existsSync(path)) throw error;
  });
};

/** How the journal knows a file of that content. */
export const keptFile = (name: string, content: Uint8Array): KeptFile => ({ name, sha256: sha256Of(content) });

export const sha256Of = (content: Uint8Array | string): string => createHash('sha256').update(content).digest('hex');

/** The only call here that waits for a disk. The others are over sooner than a thread takes them up, with rows locked. */
const flush = promisify(fsync);

/** One write at the end of the file, which the system keeps apart from other processes' writes. */
const append = async (path: string, line: string, sync: boolean): Promise<void> => {
  const file = openOrdinary(path, 'append', privateFile);
  try {
    // A process that was killed may have left half a line: what follows must not be glued to it.
    const separator = file.size > 0 && lastByte(file) !== 0x0a ? '\n' : '';
    appendFileSync(file.descriptor, `${separator}${line}\n`);
    if (sync) await flush(file.descriptor);
  } finally {
    closeSync(file.descriptor);
  }
};

const lastByte = ({ descriptor, size }: OrdinaryFile): number | undefined => {
  const byte = Buffer.alloc(1);
  readSync(descriptor, byte, 0, 1, size - 1);
  return byte[0];
};

const writeDurably = async (path: string, content: Uint8Array, folder: string): Promise<void> => {
  const descriptor = openSync(path, 'w', privateFile);
  try {
    writeFileSync(descriptor, content);
    await Promise.all([flush(descriptor), syncFolder(folder)]);
  } finally {
    closeSync(descriptor);
  }
};

const readText = (path: string): string => {
  try {
    return String(readOrdinary(path));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
};

const inWords = async <Result>(path: string, work: () => Promise<Result>): Promise<Result> => {
  try {
    return await work();
  } catch (error) {
    const why = describeFileTrouble(error);
    if (why === undefined) throw error;
    throw new JournalTrouble(`${path} cannot be used (${why})`, { cause: error });
  }
};

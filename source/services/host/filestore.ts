import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, lstat, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describeFileTrouble } from './file-trouble.ts';
import { type OpenFolder, openFolder } from './open-folder.ts';

/**
 * Where Odoo keeps the contents of attachments: `<data_dir>/filestore/<database>`. It belongs to Odoo's account and we
 * may be root: no link in it is followed, and only what that account could read or write itself is read or written.
 */
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
const storedName = /^([\w-]+)\/([\w-]+)$/;

export const openFilestore = (dataFolder: string, database: string): Filestore =>
  openFilestoreFolder(join(dataFolder, 'filestore', database));

export const openFilestoreFolder = (folder: string): Filestore => {
  const withFile = async <Result>(storedAs: string, use: (file: FileHandle) => Promise<Result>): Promise<Result> => {
    await using store = await openStore(folder);
    const [parent, name] = splitName(storedAs);
    await using within = await store.openFolder(parent);
    // A FIFO in its place must not be waited for.
    await using file = await within.openFile(name, constants.O_RDONLY | constants.O_NONBLOCK);
    await refuseForeign(file, store);
    return await use(file);
  };
  return {
    folder,
    holds: (storedAs) => withFile(storedAs, async () => true).catch(() => false),
    read: (storedAs) => withFile(storedAs, (file) => file.readFile()).catch(() => null),
    putBack: (storedAs, content) =>
      write(folder, storedAs, content).then(
        () => null,
        (error: unknown) => describeFileTrouble(error) ?? (error instanceof Error ? error.message : String(error)),
      ),
  };
};

const splitName = (storedAs: string): readonly [folder: string, file: string] => {
  const [, folder, file] = storedName.exec(storedAs) ?? [];
  if (folder === undefined || file === undefined) throw new Error('its name is not one of a filestore');
  return [folder, file];
};

const isRoot = (): boolean => process.getuid?.() === 0;

/** @throws when its path leads, by a link of Odoo's account, to a folder of somebody else's. */
const openStore = async (path: string): Promise<OpenFolder> => {
  const folder = await openFolder(path);
  try {
    if (isRoot()) await refuseDetour(path, (await folder.handle.stat()).uid);
    return folder;
  } catch (error) {
    await folder.handle.close();
    throw error;
  }
};

/** A link that root made, or that leads to its maker's own folder, is as good as the folder (kernel: protected_symlinks). */
const refuseDetour = async (path: string, owner: number): Promise<void> => {
  const parent = dirname(path);
  const makers = [await lstat(path), await stat(parent), await lstat(parent)];
  if (makers.some(({ uid }) => uid !== 0 && uid !== owner)) {
    throw new Error(`a link on the way to ${path} leads to a folder of another account`);
  }
};

/** @throws for what is no plain file, and for one that Odoo's account could not read. */
const refuseForeign = async (file: FileHandle, { handle }: OpenFolder): Promise<void> => {
  const [found, store] = [await file.stat(), await handle.stat()];
  if (!found.isFile()) throw new Error('it is no plain file');
  const isReadable =
    found.uid === store.uid || (found.mode & 0o004) !== 0 || ((found.mode & 0o040) !== 0 && found.gid === store.gid);
  if (isRoot() && !isReadable) throw new Error("it is not a file of Odoo's account");
};

const write = async (folder: string, storedAs: string, content: Buffer): Promise<void> => {
  const [parent, name] = splitName(storedAs);
  await using store = await openStore(folder);
  const { uid, gid } = await store.handle.stat();
  /** Only root may give files away, and only root needs to. */
  const giveAway = async (made: FileHandle): Promise<void> => {
    if (isRoot()) await made.chown(uid, gid);
  };
  const isNew = await store.makeFolder(parent);
  await using within = await store.openFolder(parent);
  if (isNew) await giveAway(within.handle);
  else await refuseForeignFolder(within, uid);
  if (await isThere(within, name)) return;
  const draft = `${name}.${randomUUID()}`;
  try {
    const { O_WRONLY, O_CREAT, O_EXCL } = constants;
    await using file = await within.openFile(draft, O_WRONLY | O_CREAT | O_EXCL, 0o666);
    await file.writeFile(content);
    await giveAway(file);
    await file.sync();
    await within.rename(draft, name);
    await within.handle.sync();
  } catch (error) {
    await within.remove(draft);
    throw error;
  }
};

const refuseForeignFolder = async ({ handle }: OpenFolder, owner: number): Promise<void> => {
  const { uid } = await handle.stat();
  if (isRoot() && uid !== owner && uid !== 0)
    throw new Error('its folder belongs to another account than the filestore');
};

/** What is there is left alone. @throws ELOOP when it is a link. */
const isThere = async (folder: OpenFolder, name: string): Promise<boolean> => {
  try {
    await using _file = await folder.openFile(name, constants.O_RDONLY | constants.O_NONBLOCK);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
};

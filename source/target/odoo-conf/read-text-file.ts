import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { UserError } from '../../domain/errors.ts';

export interface TextFile {
  readonly path: string;
  readonly text: string;
  /** Oddities that this reader forgives and Odoo does not, as sentences without a subject. */
  readonly faults: readonly { readonly line: number; readonly message: string }[];
}

/** Bytes. The longest odoo.conf that `odoo-bin --save` writes is 4 kB. */
const sizeLimit = 1024 * 1024;

/**
 * The text of a small file: UTF-8, else Latin-1. Undefined when there is no such file. Never blocks, whatever lies
 * at the path.
 * @throws UserError when it is there and cannot be read as text.
 */
export const readTextFile = async (path: string): Promise<TextFile | undefined> => {
  const file = await openWithoutWaiting(path);
  if (file === undefined) return undefined;
  try {
    return decode(path, await readRegularFile(path, file));
  } finally {
    await file.close();
  }
};

const openWithoutWaiting = async (path: string): Promise<FileHandle | undefined> => {
  try {
    // Without O_NONBLOCK, opening a named pipe waits for somebody to write into it.
    return await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    if (code === 'EACCES' || code === 'EPERM') {
      throw new UserError(
        `${path} may not be read by this account.`,
        'Run odoo-mail-doctor as root or as the user Odoo runs as: sudo odoo-mail-doctor',
        { cause: error },
      );
    }
    if (code === 'ELOOP') throw new UserError(`${path} is a symbolic link that leads back to itself.`);
    throw new UserError(`${path} could not be opened (${String(code ?? error)}).`, undefined, { cause: error });
  }
};

const readRegularFile = async (path: string, file: FileHandle): Promise<Buffer> => {
  const status = await file.stat();
  if (status.isDirectory()) throw new UserError(`${path} is a folder, not a file.`);
  if (!status.isFile()) throw new UserError(`${path} is not a regular file.`);
  // A file in /proc has size 0 and text all the same, so what counts is what can be read.
  const content = Buffer.alloc(sizeLimit + 1);
  let length = 0;
  while (status.size <= sizeLimit && length <= sizeLimit) {
    const { bytesRead } = await file.read(content, length, content.length - length, length);
    if (bytesRead === 0) return content.subarray(0, length);
    length += bytesRead;
  }
  throw new UserError(`${path} is larger than 1 MiB, which no odoo.conf is.`);
};

const decode = (path: string, content: Buffer): TextFile => {
  const nul = content.indexOf(0);
  if (nul !== -1) {
    throw new UserError(
      `${path} is not a text file: line ${lineAt(content, nul)} holds a NUL byte.`,
      'Editors that save UTF-16 do this; save it as UTF-8.',
    );
  }
  const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  try {
    const text = utf8.decode(content);
    if (!text.startsWith('\ufeff')) return { path, text, faults: [] };
    return { path, text: text.slice(1), faults: [{ line: 1, message: 'the file begins with a byte order mark' }] };
  } catch {
    const line = firstLineThatIsNotUtf8(content);
    return {
      path,
      text: content.toString('latin1'),
      faults: [{ line, message: 'there are bytes that are not UTF-8' }],
    };
  }
};

const lineAt = (content: Buffer, offset: number): number =>
  content.subarray(0, offset).toString('latin1').split('\n').length;

const firstLineThatIsNotUtf8 = (content: Buffer): number =>
  content
    .toString('latin1')
    .split('\n')
    .findIndex((line) => Buffer.from(line, 'latin1').toString('utf8').includes('\ufffd')) + 1;

import { open } from 'node:fs/promises';
import { readLogTime } from '../../domain/odoo/odoo-log.ts';
import { dayMs } from '../../lib/time-units.ts';
import { describeFileTrouble } from './file-trouble.ts';

/** The end of a log, or why it cannot be read, as a clause. */
export type LogTail =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'unread'; readonly why: string };

/** So much is read from the end of a file, bytes: some hours of a busy Odoo, in a few milliseconds. */
const tailBytes = 2 * 1024 * 1024;

/**
 * The end of the log, and before it that of the file that was rotated last (`odoo.log.1`, or `odoo.log-20261128` of
 * logrotate's dateext on that day) where the log itself begins after `since`. A packed one is not unpacked.
 */
export const readLogTail = async (path: string, since: Date): Promise<LogTail> => {
  const tail = await readFileEnd(path);
  if (tail.kind === 'unread' || beginsBefore(tail.text, since)) return tail;
  const day = (daysLater: number): string =>
    new Date(since.getTime() + daysLater * dayMs).toISOString().slice(0, 10).replaceAll('-', '');
  const rotated = [`${path}.1`, `${path}-${day(0)}`, `${path}-${day(1)}`];
  const older = (await Promise.all(rotated.map((each) => readFileEnd(each)))).flatMap((one) =>
    one.kind === 'text' ? [one.text] : [],
  );
  return { kind: 'text', text: [...older, tail.text].join('\n') };
};

const beginsBefore = (text: string, since: Date): boolean => {
  const first = text
    .split('\n', 200)
    .map(readLogTime)
    .find((at) => at !== undefined);
  return first !== undefined && first <= since;
};

/** The last megabytes of a file, or all of it where it is smaller. */
export const readFileEnd = async (path: string, mostBytes = tailBytes): Promise<LogTail> => {
  try {
    await using file = await open(path, 'r');
    const stat = await file.stat();
    if (!stat.isFile()) return { kind: 'unread', why: 'it is no ordinary file' };
    const length = Math.min(stat.size, mostBytes);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, stat.size - length);
    return { kind: 'text', text: buffer.toString('utf8', 0, bytesRead) };
  } catch (error) {
    return { kind: 'unread', why: describeFileTrouble(error) ?? String(error) };
  }
};

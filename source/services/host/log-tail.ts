import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { readLogTime } from '../../domain/odoo/odoo-log.ts';
import { countOf } from '../../domain/wording/count.ts';
import { dayMs } from '../../lib/time-units.ts';
import { describeFileTrouble } from './file-trouble.ts';
import type { LogPlace } from './log.ts';
import type { CommandRunner } from './run-command.ts';

/** The end of a log, or why it cannot be read, as a clause. */
export type LogTail =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'unread'; readonly why: string };

/** So much is read from the end of a file, bytes: some hours of a busy Odoo, in a few milliseconds. */
const tailBytes = 2 * 1024 * 1024;
/** A packed file that is larger is not unpacked: it would take seconds. Bytes; logs shrink to about a twentieth. */
const mostPacked = 8 * 1024 * 1024;
/** So many lines are asked of the journal. */
const journalLines = 20_000;

/** The end of a log, wherever it is written, as far back as `since` where it is kept. */
export const readLog = async (
  place: LogPlace,
  since: Date,
  { run, signal }: { readonly run: CommandRunner; readonly signal: AbortSignal },
): Promise<LogTail> => {
  switch (place.kind) {
    case 'file':
      return await readLogTail(place.path, since);
    case 'journal':
      return await readJournal(place.unit, since, run, signal);
    case 'syslog':
      return { kind: 'unread', why: 'it goes to syslog, whose lines carry no time of their own and no process' };
  }
};

/** The lines as Odoo wrote them, without what the journal puts before them. */
const readJournal = async (unit: string, since: Date, run: CommandRunner, signal: AbortSignal): Promise<LogTail> => {
  const asked = ['-u', unit, '--since', `@${Math.floor(since.getTime() / 1_000)}`, '-o', 'cat', '--no-pager'];
  const result = await run('journalctl', [...asked, '-n', String(journalLines)], { signal, timeoutMs: journalMs });
  switch (result.kind) {
    case 'missing':
      return { kind: 'unread', why: 'this machine has no journalctl' };
    case 'failed':
      return { kind: 'unread', why: `journalctl ${result.reason}` };
    case 'ended':
      // It says so on the side and shows what little it may.
      return /insufficient permissions|not seeing messages/i.test(result.errors) || result.status !== 0
        ? { kind: 'unread', why: 'the account that runs odoo-mail-doctor may not; the group systemd-journal may' }
        : { kind: 'text', text: result.output };
  }
};

/** Milliseconds. */
const journalMs = 3_000;

/**
 * The end of the log, and before it that of the file that was rotated last (`odoo.log.1`, or `odoo.log-20261128` of
 * logrotate's dateext on that day, packed or not) where the log itself begins after `since`.
 */
export const readLogTail = async (path: string, since: Date): Promise<LogTail> => {
  const tail = await readFileEnd(path);
  if (tail.kind === 'unread' || beginsBefore(tail.text, since)) return tail;
  const day = (daysLater: number): string =>
    new Date(since.getTime() + daysLater * dayMs).toISOString().slice(0, 10).replaceAll('-', '');
  const rotated = [`${path}.1`, `${path}-${day(0)}`, `${path}-${day(1)}`];
  const older = await Promise.all(rotated.map(readRotated));
  return { kind: 'text', text: [...older.flat(), tail.text].join('\n') };
};

/** One that lies there both ways is on its way to being packed. */
const readRotated = async (path: string): Promise<readonly string[]> => {
  for (const tail of [await readFileEnd(path), await readPackedEnd(`${path}.gz`)]) {
    if (tail.kind === 'text') return [tail.text];
  }
  return [];
};

const readPackedEnd = async (path: string): Promise<LogTail> => {
  try {
    const { size } = await stat(path);
    if (size > mostPacked) return { kind: 'unread', why: `it has ${countOf(size, 'byte')} packed` };
    // Loaded here: few logs are packed, and every check reads one.
    const { createGunzip } = await import('node:zlib');
    let kept: Buffer = Buffer.alloc(0);
    for await (const chunk of createReadStream(path).pipe(createGunzip())) {
      const all = Buffer.concat([kept, chunk]);
      kept = all.subarray(Math.max(0, all.length - tailBytes));
    }
    return { kind: 'text', text: kept.toString('utf8') };
  } catch (error) {
    return { kind: 'unread', why: describeFileTrouble(error) ?? String(error) };
  }
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

import { sanitizeLine } from '../sanitize.ts';

/** One record of Odoo's log, with the lines of a traceback below it. */
export interface LogRecord {
  /** UTC: Odoo sets its own time zone so (odoo/__init__.py). */
  readonly at: Date;
  /** Of the process that wrote it. */
  readonly pid: number;
  readonly level: string;
  /** `?` where the record belongs to no database. */
  readonly database: string;
  readonly logger: string;
  readonly message: string;
  readonly traceback: readonly string[];
}

/** `2026-11-28 17:24:42,709 20684 ERROR acme odoo.addons.mail.models.mail_mail: failed …` (odoo/netsvc.py) */
const head = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d),(\d{3}) (\d+) ([A-Z]+) (\S+) (\S+): (.*)$/;
/** Colours that Odoo writes for a terminal, and keeps where its output is redirected to a file. */
const colour = /\u001b\[[0-9;]*m/g;

/** When a line was written; undefined for one that begins no record. */
export const readLogTime = (line: string): Date | undefined => {
  const [, day, time, ms] = head.exec(line.replaceAll(colour, '')) ?? [];
  return day === undefined ? undefined : new Date(`${day}T${time}.${ms}Z`);
};

/** The records of a piece of a log; what stands before the first head belongs to a record that was cut off. */
export const parseLog = (text: string): readonly LogRecord[] => {
  const records: (LogRecord & { readonly traceback: string[] })[] = [];
  for (const line of text.split('\n')) {
    const found = head.exec(line.replaceAll(colour, ''));
    const at = readLogTime(line);
    if (found === null || at === undefined) {
      if (line.trim() !== '') records.at(-1)?.traceback.push(line);
      continue;
    }
    const [, , , , pid, level = '', database = '', logger = '', message = ''] = found;
    records.push({ at, pid: Number(pid), level, database, logger, message, traceback: [] });
  }
  return records;
};

export interface LogQuestion {
  /** The record that is wanted stands between these. */
  readonly from: Date;
  readonly to: Date;
  readonly database: string;
  /** Loggers and messages that are meant. */
  readonly about: RegExp;
  /** The failed mail, where it is one. */
  readonly mailId?: number;
}

const complaints: ReadonlySet<string> = new Set(['WARNING', 'ERROR', 'CRITICAL']);

/** The record that answers the question: one that names the mail, else the last with a traceback, else the last. */
export const findLogRecord = (
  records: readonly LogRecord[],
  { from, to, database, about, mailId }: LogQuestion,
): LogRecord | undefined => {
  const fitting = records.filter(
    (record) =>
      complaints.has(record.level) &&
      record.at >= from &&
      record.at <= to &&
      (record.database === database || record.database === '?') &&
      about.test(`${record.logger}: ${record.message}`),
  );
  const names = new RegExp(`\\bid: ${mailId}\\b`);
  return (
    fitting.findLast(({ message }) => mailId !== undefined && names.test(message)) ??
    fitting.findLast(({ traceback }) => traceback.length > 0) ??
    fitting.at(-1)
  );
};

const longest = 300;

/** The record as a person would quote it: its message, where in the code it was, and the exception. */
export const quoteRecord = ({ logger, message, traceback }: LogRecord): string => {
  const place = traceback.findLast((line) => /^\s*File ".*", line \d+/.test(line));
  const exception = traceback.findLast((line) => /^\S/.test(line) && !line.startsWith('Traceback'));
  return [`${logger}: ${message}`, place, exception]
    .filter((line) => line !== undefined)
    .map((line) => sanitizeLine(line.length > longest ? `${line.slice(0, longest - 1)}…` : line))
    .join(' — ');
};

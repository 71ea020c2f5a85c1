import type { AddressedMail } from '../domain/mail/mail-recipient.ts';
import { formatCsv, formatCsvLines } from './csv.ts';
import { reasonLine } from './queue/queue-lines.ts';

const headings = ['database', 'id', 'state', 'date', 'subject', 'from', 'to', 'reason', 'recipients'];

/** Mails of one database, a line each. */
export const formatMailsCsv = (database: string, mails: readonly AddressedMail[]): string =>
  formatCsv(
    headings,
    mails.map((mail) => toCells(database, mail)),
  );

/** The lines of more mails of the same file. */
export const formatMoreMails = (database: string, mails: readonly AddressedMail[]): string =>
  formatCsvLines(mails.map((mail) => toCells(database, mail)));

const toCells = (database: string, mail: AddressedMail): readonly (string | number | null)[] => [
  database,
  mail.id,
  mail.state,
  mail.date?.toISOString() ?? null,
  mail.subject,
  mail.from,
  mail.to,
  reasonLine(mail),
  mail.recipients?.join('; ') ?? null,
];

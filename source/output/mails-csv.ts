import type { AddressedMail } from '../domain/mail/mail-recipient.ts';
import { formatCsv } from './csv.ts';
import { reasonLine } from './queue/queue-lines.ts';

/** Mails of one database, a line each. */
export const formatMailsCsv = (database: string, mails: readonly AddressedMail[]): string =>
  formatCsv(
    ['database', 'id', 'state', 'date', 'subject', 'from', 'to', 'reason', 'recipients'],
    mails.map((mail) => [
      database,
      mail.id,
      mail.state,
      mail.date?.toISOString() ?? null,
      mail.subject,
      mail.from,
      mail.to,
      reasonLine(mail),
      mail.recipients?.join('; ') ?? null,
    ]),
  );

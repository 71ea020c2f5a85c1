import { nameFound } from '../../domain/mail/found-mail.ts';
import type { FoundPage } from '../../inspection/find/find-page.ts';
import { formatCsv } from '../csv.ts';
import { describeState, listRecipients } from './lines.ts';

/** Found mails, a line each. */
export const formatFoundCsv = (database: string, { mails }: FoundPage): string =>
  formatCsv(
    ['database', 'name', 'state', 'date', 'subject', 'document', 'from', 'to', 'reason'],
    mails.map((mail) => [
      database,
      nameFound(mail),
      describeState(mail.state),
      mail.date?.toISOString() ?? null,
      mail.subject,
      mail.document === null ? null : `${mail.document.model},${mail.document.id}`,
      mail.from,
      listRecipients(mail).join('; '),
      mail.failureReason?.replace(/\s+/g, ' ').trim() ?? null,
    ]),
  );

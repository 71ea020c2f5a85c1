import type { LogRecord } from './odoo-log.ts';

/** The mail that lines of a log are sought for. */
export interface LoggedMail {
  readonly id: number | null;
  readonly messageIdHeader: string | null;
  readonly database: string;
}

const most = 8;

/**
 * The records that name a mail: by its Message-ID anywhere in them, or by its id where the mail module speaks of that
 * (mail/models/mail_mail.py): `Mail with ID 42 …`, `failed sending mail (id: 42)`, `mail.mail(42,)`. The newest ones, oldest
 * first.
 */
export const findMailRecords = (
  records: readonly LogRecord[],
  { id, messageIdHeader, database }: LoggedMail,
): readonly LogRecord[] => {
  const byId =
    id === null ? undefined : new RegExp(`\\b(?:mail\\.mail\\(|ID '?|id: '?|mail ID: |mail\\.mail )${id}\\b`);
  const names = ({ logger, message, traceback }: LogRecord): boolean =>
    (messageIdHeader !== null &&
      messageIdHeader !== '' &&
      [message, ...traceback].some((line) => line.includes(messageIdHeader))) ||
    (byId !== undefined && /\bmail\b|ir_mail_server/.test(logger) && byId.test(message));
  return records
    .filter((record) => (record.database === database || record.database === '?') && names(record))
    .slice(-most);
};

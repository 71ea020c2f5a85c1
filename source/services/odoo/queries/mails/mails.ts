import type { Mail } from '../../../../domain/mail/mail.ts';
import type { QueryOptions } from '../../../postgres/database.ts';
import { type OdooSource, readRows } from '../../odoo-source.ts';
import { revealFailures } from '../../tracked-failures.ts';
import { givenMails, theirMessages } from './given-mails.ts';
import { type MailRow, selectMailColumns, selectMessageColumns, toMail } from './mail-select.ts';

/**
 * The mails of those ids that still exist, newest first: the head of the queue, a page of a list.
 * Run on Odoo 14–19. Cost: two index lookups a mail.
 */
export const readMails = async (
  source: OdooSource,
  ids: readonly number[],
  options?: QueryOptions,
): Promise<readonly Mail[]> => {
  const text = `
    select m.*, g.*
    from ${givenMails(selectMailColumns(source.schema))}
    ${theirMessages(selectMessageColumns(source.schema))}
    order by m.id desc`;
  const rows = await readRows<MailRow>(source, { what: 'the mail queue (mail_mail)', text, values: [ids] }, options);
  const failed = rows.map(({ id, state, failure_reason }) => ({
    id,
    text: state === 'exception' ? failure_reason : null,
  }));
  const tracked = await revealFailures(source, failed, options);
  return rows.map((row) => toMail({ ...row, failure_reason: tracked.get(row.id) ?? row.failure_reason }));
};

import type { HeldMail } from '../../../../domain/mail/held-mail.ts';
import type { QueryOptions } from '../../../postgres/database.ts';
import { selectColumns } from '../../odoo-columns.ts';
import { type OdooSource, readRows } from '../../odoo-source.ts';
import { toSchedule } from '../../schedule.ts';
import { clausesFor } from './given-mails.ts';

interface Row {
  readonly id: number;
  readonly scheduled_date: number | string;
}

/**
 * Those of the given mails that carry a date before which they do not leave, past or future.
 * Run on Odoo 14–19. Cost: one index lookup a mail.
 */
export const readHeldMails = async (
  source: OdooSource,
  mailIds: readonly number[],
  options?: QueryOptions,
): Promise<readonly HeldMail[]> => {
  const text = `
    select m.id, m.scheduled_date
    from ${clausesFor(mailIds).mails(selectColumns(source.schema, 'mail_mail', 'mail_mail', ['id', 'scheduled_date']))}
    where m.scheduled_date is not null
    order by m.id`;
  const rows = await readRows<Row>(source, { what: 'the mail queue (mail_mail)', text, values: [mailIds] }, options);
  return rows.flatMap((row) => {
    const schedule = toSchedule(row.scheduled_date);
    return schedule.kind === 'at-once' ? [] : [{ id: row.id, schedule }];
  });
};

import type { QueryOptions } from '../../../postgres/database.ts';
import { type OdooSource, readRows } from '../../odoo-source.ts';
import { givenMails } from './given-mails.ts';

/** A mail that somebody wants cancelled. Text as stored: not for showing. */
export interface CancelCandidate {
  readonly id: number;
  readonly state: string;
  readonly writeDate: string | null;
  /** Its notifications that still call for attention, and their status. */
  readonly notifications: readonly { readonly id: number; readonly status: string }[];
}

/**
 * Open are the notifications of the mail itself, and failed ones of its message that belong to no mail any more, unless
 * the message has a second mail: those may be that one's. Run on Odoo 14–19.
 */
const compose = ({ notifications: { name: table, mailColumn } }: OdooSource): string => `
  select m.id, m.state, m.write_date::text as write_date, n.open
  from ${givenMails('id, mail_message_id, state, write_date')}
  cross join lateral (
    select coalesce(jsonb_agg(jsonb_build_object('id', n.id, 'status', n.notification_status) order by n.id), '[]') as open
    from ${table} n
    where n.mail_message_id = m.mail_message_id and n.notification_type = 'email'
      and (
        n.${mailColumn} = m.id and n.notification_status in ('ready', 'process', 'pending', 'exception', 'bounce')
        or n.${mailColumn} is null and n.notification_status in ('exception', 'bounce') and not exists (
          select from mail_mail other where other.mail_message_id = m.mail_message_id and other.id <> m.id
        )
      )
  ) n
  order by m.id`;

interface Row {
  readonly id: number;
  readonly state: string | null;
  readonly write_date: string | null;
  readonly open: CancelCandidate['notifications'];
}

/** Those of the mails that still exist. Cost: some index lookups a mail. */
export const readCancelCandidates = async (
  source: OdooSource,
  mailIds: readonly number[],
  options?: QueryOptions,
): Promise<readonly CancelCandidate[]> => {
  const statement = { what: 'the mail queue (mail_mail and the notifications)', text: compose(source) };
  const rows = await readRows<Row>(source, { ...statement, values: [mailIds] }, options);
  return rows.map((row) => ({
    id: row.id,
    state: row.state ?? '',
    writeDate: row.write_date,
    notifications: row.open,
  }));
};

import type { QueryOptions } from '../../../postgres/database.ts';
import { toDate, toLine, toText } from '../../decode.ts';
import { epoch } from '../../odoo-columns.ts';
import { type OdooSource, readRows } from '../../odoo-source.ts';
import { isTracked, trackedText } from '../../tracked-failures.ts';

/** Somebody who got nothing although Odoo calls the mail sent. */
export interface TrackedLoss {
  readonly address: string | null;
  readonly subject: string | null;
  /** What the server said, as OCA's mail_tracking keeps it; null where a bounce came later. */
  readonly failure: string | null;
  readonly at: Date;
}

/**
 * By the index on time. Who got a later copy of the message is served, and a mail that still waits or failed tells by
 * itself. Run on Odoo 14–18.
 */
const text = `
  select t.name as subject, coalesce(t.recipient_address, t.recipient) as address, ${trackedText} as failure,
    ${epoch('t.time')} as at
  from mail_tracking_email t
  where t.time >= $1::timestamptz at time zone 'UTC' and t.state in ('error', 'bounced', 'rejected')
    and not exists (
      select from mail_tracking_email later
      where later.mail_message_id = t.mail_message_id and later.id > t.id
        and (later.partner_id = t.partner_id or later.recipient_address = t.recipient_address)
    )
    and not exists (
      select from mail_mail m where m.id = t.mail_id and m.state in ('outgoing', 'exception')
    )
  order by t.time desc
  limit $2`;

interface Row {
  readonly subject: string | null;
  readonly address: string | null;
  readonly failure: string | null;
  readonly at: number;
}

/**
 * The recipients of mails that left the queue who got nothing since then, newest first; undefined without mail_tracking
 * or without the right to read its table. Cost: by index on the time, and two lookups for each failure.
 */
export const readTrackedLosses = async (
  source: OdooSource,
  { since, limit }: { readonly since: Date; readonly limit: number },
  options?: QueryOptions,
): Promise<readonly TrackedLoss[] | undefined> => {
  if (!isTracked(source.schema)) return undefined;
  const values = [since.toISOString(), limit];
  const statement = { what: 'what mail_tracking keeps (mail_tracking_email)', text, values };
  const rows = await readRows<Row>(source, statement, options);
  return rows.map(({ subject, address, failure, at }) => ({
    subject: toLine(subject),
    address: toLine(address),
    failure: toText(failure),
    at: toDate(at),
  }));
};

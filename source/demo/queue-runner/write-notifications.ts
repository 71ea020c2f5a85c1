import type { Client } from 'pg';
import type { Dialect } from './dialect.ts';

/** Rows that a run may still change: what is settled stays settled. */
const open = `notification_type = 'email' and notification_status not in ('sent', 'canceled')`;

/** While a mail is handed over its notifications hold a provisional failure, so that a lock conflict shows early. */
export const markSending = async (client: Client, dialect: Dialect, mailId: number): Promise<void> => {
  const { table, mail, unknownFailure } = dialect.notification;
  await client.query(
    `update ${table} set notification_status = 'exception', failure_type = $2, failure_reason = $3
     where ${mail} = $1 and ${open}`,
    [mailId, unknownFailure, dialect.notificationPreWrite],
  );
};

export type SendingOutcome =
  | { readonly kind: 'delivered' }
  /** `reached` are the partners who got the mail before it failed. */
  | {
      readonly kind: 'failed';
      readonly failureType: string;
      readonly reason: string | null;
      readonly reached: readonly number[];
    };

/** Writes what became of the recipients of these mails; mails that are no notifications have none. */
export const settleNotifications = async (
  client: Client,
  dialect: Dialect,
  mailIds: readonly number[],
  outcome: SendingOutcome,
): Promise<void> => {
  const { table, mail } = dialect.notification;
  const ofNotifications = `${mail} in (select id from mail_mail where id = any($1) and ${dialect.isNotification}) and ${open}`;
  if (outcome.kind === 'failed') {
    await client.query(
      `update ${table} set notification_status = 'exception', failure_type = $2, failure_reason = $3
       where ${ofNotifications} and (res_partner_id is null or res_partner_id <> all($4))`,
      [mailIds, outcome.failureType, outcome.reason, outcome.reached],
    );
  }
  const reached = outcome.kind === 'failed' ? 'and res_partner_id = any($2)' : '';
  await client.query(
    `update ${table} set notification_status = 'sent', failure_type = null, failure_reason = ''
     where ${ofNotifications} ${reached}`,
    outcome.kind === 'failed' ? [mailIds, outcome.reached] : [mailIds],
  );
};

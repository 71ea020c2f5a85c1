import type { QueryOptions } from '../../../postgres/database.ts';
import { findColumn } from '../../odoo-schema.ts';
import { type OdooSource, readRows } from '../../odoo-source.ts';
import { givenIds } from './given-mails.ts';

/** What must be known of a mail before it is sent to tell afterwards why its row is gone. */
export interface SelfDeletion {
  readonly id: number;
  /** Odoo deletes it once it has dealt with it (auto_delete; null counts as false). */
  readonly deletesItself: boolean;
  /** Its e-mail notifications, where it deletes itself: they outlive it. */
  readonly notificationIds: readonly number[];
}

/** Run on Odoo 14–19. Both columns of the notifications have an index. */
const compose = (source: OdooSource): string => {
  const { name, mailColumn } = source.notifications;
  const notifications = tellsFailures(source)
    ? `array(select n.id from ${name} n where n.${mailColumn} = m.id and n.notification_type = 'email')`
    : `'{}'::int[]`;
  return `
  select m.id, coalesce(m.auto_delete, false) as "deletesItself",
    case when m.auto_delete then ${notifications} else '{}'::int[] end as "notificationIds"
  from ${givenIds}
  cross join lateral (select id, auto_delete from mail_mail where mail_mail.id = given.id offset 0) m`;
};

/** Whether the notifications of mails that are gone can be found, and how they ended. */
const tellsFailures = ({ schema, notifications: { name, mailColumn } }: OdooSource): boolean =>
  ['id', mailColumn, 'notification_type', 'notification_status'].every(
    (column) => findColumn(schema, name, column)?.readable === true,
  );

/** Whether each of those mails that are there deletes itself. Cost: one index lookup a mail, two where it does. */
export const readSelfDeletion = (
  source: OdooSource,
  mailIds: readonly number[],
  options?: QueryOptions,
): Promise<readonly SelfDeletion[]> => {
  const statement = { what: 'the mail queue (mail_mail)', text: compose(source), values: [mailIds] };
  return readRows<SelfDeletion>(source, statement, options);
};

import type { OdooSeries } from '../../source/domain/odoo/odoo-series.ts';
import { createSmallOdoo, type SmallOdoo } from '../demo/queue-runner/small-odoo.ts';
import { openListeningWorker } from './listening-worker.ts';

/**
 * A small Odoo that the console opens, too: it has the mail module, reads the addresses of its partners, and shows a
 * cron worker.
 */
export const createConsoleOdoo = async (series: OdooSeries): Promise<SmallOdoo> => {
  const odoo = await createSmallOdoo(series);
  await openListeningWorker(odoo.database.dsn, series);
  await odoo.database.query(
    `insert into ir_module_module (name, state, latest_version) values ('mail', 'installed', $1)`,
    [`${series}.0.1.0`],
  );
  return {
    ...odoo,
    addPartner: async (name, email) => {
      const id = await odoo.addPartner(name, email);
      await odoo.database.query('update res_partner set email_normalized = lower(email) where id = $1', [id]);
      return id;
    },
  };
};

/** A mail that failed a moment ago with that text. */
export const failMail = async (
  { database, queueMail }: SmallOdoo,
  mail: Parameters<SmallOdoo['queueMail']>[0],
  reason = '111\nConnection refused',
): Promise<number> => {
  const id = await queueMail({ ...mail, state: 'exception' });
  await database.query(
    `update mail_mail set failure_reason = $2, write_date = '2026-11-24 08:00:00.123456' where id = $1`,
    [id, reason],
  );
  await database.query(
    `update mail_message set date = now() at time zone 'UTC' where id = (select mail_message_id from mail_mail where id = $1)`,
    [id],
  );
  return id;
};

/** Where a version keeps what became of each recipient, and the column that points to the mail. */
export const notificationsOf = ({ series }: SmallOdoo): readonly [table: string, mailColumn: string] =>
  series === 14 ? ['mail_message_res_partner_needaction_rel', 'mail_id'] : ['mail_notification', 'mail_mail_id'];

/** Writes what became of a mail's recipient. */
export const settleRecipient = async (
  odoo: SmallOdoo,
  mail: number,
  partner: number,
  status: string,
): Promise<void> => {
  const [table, column] = notificationsOf(odoo);
  await odoo.database.query(
    `update ${table} set notification_status = $3 where ${column} = $1 and res_partner_id = $2`,
    [mail, partner, status],
  );
};

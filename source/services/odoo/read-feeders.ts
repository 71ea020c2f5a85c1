import type { Feeder } from '../../domain/odoo/feeder.ts';
import type { OdooTable } from './odoo-schema.ts';

type NeededTable = readonly [table: OdooTable, ...columns: string[]];

/** Where something waits that a scheduled action makes mails of. */
export interface FeederSource extends Feeder {
  /** What is read. Where a table is not there, this Odoo has no such thing. The first is the one that is counted. */
  readonly needs: readonly [NeededTable, ...NeededTable[]];
  /** A column of the first table that other versions lack: without it they keep what waits elsewhere. */
  readonly marker?: string;
  /** Whether a row `w` of the first table waits, and since when or from when (UTC); times before now are due. */
  readonly waits: string;
  readonly since: string;
  /** Its table keeps everything for ever, without an index for this: only the newest rows are looked at. */
  readonly grows?: true;
}

/** Attendees, of whom drafts and those who cancelled get no mail. */
const someAttend = `exists (select from event_registration r where r.event_id = w.event_id and r.state not in ('draft', 'cancel'))`;

/**
 * Read in Odoo's own sources: the record of ir.cron in the module's data/, the domain in the method it calls. What has no
 * table of its own to wait in (reminders of calendar and purchase, surveys) cannot be counted and is not here.
 */
export const feeders: readonly FeederSource[] = [
  {
    // 17: account/models/account_move.py, _cron_account_move_send
    action: 'account.ir_cron_account_move_send',
    method: '_cron_account_move_send',
    one: 'invoice',
    many: 'invoices',
    called: true,
    marker: 'send_and_print_values',
    needs: [['account_move', 'send_and_print_values', 'write_date']],
    waits: `w.send_and_print_values is not null and w.send_and_print_values <> 'null'`,
    since: 'w.write_date',
    grows: true,
  },
  {
    // 18, 19: the same under another name
    action: 'account.ir_cron_account_move_send',
    method: '_cron_account_move_send',
    one: 'invoice',
    many: 'invoices',
    called: true,
    marker: 'sending_data',
    needs: [['account_move', 'sending_data', 'write_date']],
    waits: `w.sending_data is not null and w.sending_data <> 'null'`,
    since: 'w.write_date',
    grows: true,
  },
  {
    // 14–19: mass_mailing/models/mailing.py, _process_mass_mailing_queue; text messages use the same table and action
    action: 'mass_mailing.ir_cron_mass_mailing_queue',
    method: '_process_mass_mailing_queue',
    one: 'mass mailing',
    many: 'mass mailings',
    called: true,
    needs: [['mailing_mailing', 'state', 'active', 'mailing_type', 'schedule_date', 'write_date']],
    waits: `w.state in ('in_queue', 'sending') and w.active is not false and w.mailing_type = 'mail'`,
    since: 'coalesce(w.schedule_date, w.write_date)',
  },
  {
    // 16–19: mail/models/mail_message_schedule.py; OCA's mail_post_defer puts every message of the chatter there
    action: 'mail.ir_cron_send_scheduled_message',
    method: '_send_notifications_cron',
    one: 'message with a date, whose recipients are told then,',
    many: 'messages with a date, whose recipients are told then,',
    called: true,
    needs: [['mail_message_schedule', 'scheduled_datetime']],
    waits: 'true',
    since: 'w.scheduled_datetime',
  },
  {
    // 18, 19: mail/models/mail_scheduled_message.py, _post_messages_cron
    action: 'mail.ir_cron_post_scheduled_message',
    method: '_post_messages_cron',
    one: 'message that somebody wrote to be posted later',
    many: 'messages that somebody wrote to be posted later',
    called: true,
    needs: [['mail_scheduled_message', 'scheduled_date']],
    waits: 'true',
    since: 'w.scheduled_date',
  },
  {
    // 17, 18: sale_async_emails/models/sale_order.py
    action: 'sale_async_emails.cron',
    method: '_cron_send_pending_emails',
    one: 'e-mail about an order',
    many: 'e-mails about orders',
    called: true,
    marker: 'pending_email_template_id',
    needs: [['sale_order', 'pending_email_template_id', 'write_date']],
    waits: 'w.pending_email_template_id is not null',
    since: 'w.write_date',
    grows: true,
  },
  {
    // 15–19: event/models/event_mail.py, schedule_communications; up to 14 the column is called done
    action: 'event.event_mail_scheduler',
    method: 'schedule_communications',
    one: 'reminder of an event',
    many: 'reminders of events',
    called: false,
    marker: 'mail_done',
    needs: [
      ['event_mail', 'event_id', 'mail_done', 'interval_type', 'scheduled_date'],
      ['event_event', 'active', 'date_end'],
      ['event_registration', 'event_id', 'state'],
    ],
    // A reminder of an event that is over is not sent any more.
    waits: `w.mail_done is not true and w.interval_type <> 'after_sub' and ${someAttend} and exists (
      select from event_event e where e.id = w.event_id and e.active is not false
        and (w.interval_type not in ('before_event', 'after_event_start') or e.date_end > now() at time zone 'UTC'))`,
    since: 'w.scheduled_date',
  },
  {
    // 14–19: the same, one row an attendee
    action: 'event.event_mail_scheduler',
    method: 'schedule_communications',
    one: 'mail to an attendee',
    many: 'mails to attendees',
    called: false,
    needs: [
      ['event_mail_registration', 'registration_id', 'mail_sent', 'scheduled_date'],
      ['event_registration', 'event_id', 'state'],
      ['event_event', 'active'],
    ],
    waits: `w.mail_sent is not true and exists (
      select from event_registration r join event_event e on e.id = r.event_id
      where r.id = w.registration_id and r.state in ('open', 'done') and e.active is not false)`,
    since: 'w.scheduled_date',
    grows: true,
  },
  {
    // 14–19: digest/models/digest.py, _cron_send_digest_email; without a subscriber there is no mail
    action: 'digest.ir_cron_digest_scheduler_action',
    method: '_cron_send_digest_email',
    one: 'digest',
    many: 'digests',
    called: false,
    optional: true,
    needs: [
      ['digest_digest', 'state', 'next_run_date'],
      ['digest_digest_res_users_rel', 'digest_digest_id'],
    ],
    waits: `w.state = 'activated' and w.next_run_date <= (now() at time zone 'UTC')::date
      and exists (select from digest_digest_res_users_rel u where u.digest_digest_id = w.id)`,
    since: 'w.next_run_date::timestamp',
  },
];

import type { Range } from '../schema/table.ts';

/** A cron as Odoo ships it. */
export interface ShippedCron extends Range {
  readonly module: string;
  readonly externalId: string;
  readonly name: string;
  readonly model: string;
  readonly code: string;
  readonly every: readonly [number, 'minutes' | 'hours' | 'days' | 'weeks'];
  readonly priority: number;
  /** How long ago it last ran. */
  readonly ranMinutesAgo: number;
}

/** What the queue runner is in every version. Its external id is the one name that no user can change. */
export const queue = {
  module: 'mail',
  externalId: 'ir_cron_mail_scheduler_action',
  name: 'Mail: Email Queue Manager',
  model: 'mail.mail',
  every: [1, 'hours'],
  ranMinutesAgo: 38,
} as const;

/** Odoo's own crons, as measured on real servers; the hourly queue runner first. */
export const crons: readonly ShippedCron[] = [
  { ...queue, code: 'model.process_email_queue()', priority: 5, to: 17 },
  { ...queue, code: 'model.process_email_queue(batch_size=1000)', priority: 6, from: 18 },
  {
    module: 'base',
    externalId: 'autovacuum_job',
    name: 'Base: Auto-vacuum internal data',
    model: 'ir.autovacuum',
    code: 'model._run_vacuum_cleaner()',
    every: [1, 'days'],
    priority: 3,
    ranMinutesAgo: 540,
  },
  {
    module: 'mail',
    externalId: 'ir_cron_module_update_notification',
    name: 'Publisher: Update Notification',
    model: 'publisher_warranty.contract',
    code: 'model.update_notification(None)',
    every: [1, 'weeks'],
    priority: 1000,
    ranMinutesAgo: 3000,
  },
  {
    module: 'mail',
    externalId: 'ir_cron_delete_notification',
    name: 'Notification: Delete Notifications older than 6 Month',
    model: 'mail.notification',
    code: 'model._gc_notifications(max_age_days=180)',
    every: [1, 'days'],
    priority: 5,
    ranMinutesAgo: 560,
  },
  {
    module: 'mail',
    externalId: 'ir_cron_send_scheduled_message',
    name: 'Notification: Send scheduled message notifications',
    model: 'mail.message.schedule',
    code: 'model._send_notifications_cron()',
    every: [1, 'hours'],
    priority: 5,
    ranMinutesAgo: 12,
    from: 16,
  },
  {
    module: 'mail',
    externalId: 'ir_cron_post_scheduled_message',
    name: 'Mail: Post scheduled messages',
    model: 'mail.scheduled.message',
    code: 'model._post_messages_cron()',
    every: [1, 'days'],
    priority: 5,
    ranMinutesAgo: 420,
    from: 18,
  },
  {
    module: 'auth_signup',
    externalId: 'ir_cron_auth_signup_send_pending_user_reminder',
    name: 'Users: Notify About Unregistered Users',
    model: 'res.users',
    code: 'model.send_unregistered_user_reminder()',
    every: [1, 'days'],
    priority: 5,
    ranMinutesAgo: 550,
  },
  ...(['fetchmail', 'mail'] as const).map(
    (module): ShippedCron => ({
      module,
      externalId: 'ir_cron_mail_gateway_action',
      name: 'Mail: Fetchmail Service',
      model: 'fetchmail.server',
      code: 'model._fetch_mails()',
      every: [5, 'minutes'],
      priority: 5,
      ranMinutesAgo: 2,
      // The gateway moved into mail in 16.
      ...(module === 'fetchmail' ? { to: 15 } : { from: 16 }),
    }),
  ),
];

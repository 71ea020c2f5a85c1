import { isIn, type Range } from '../schema/table.ts';
import { insertRows, type Row, type Target, translate } from './insert.ts';
import { stampRow } from './insert-people.ts';
import { before, toUtc } from './moments.ts';

interface Cron extends Range {
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

const queue = {
  module: 'mail',
  externalId: 'ir_cron_mail_scheduler_action',
  name: 'Mail: Email Queue Manager',
  model: 'mail.mail',
  every: [1, 'hours'],
  ranMinutesAgo: 38,
} as const;

/** Odoo's own crons, as measured on real servers; the hourly queue runner first. */
const crons: readonly Cron[] = [
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
    (module): Cron => ({
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

const minutes = { minutes: 1, hours: 60, days: 24 * 60, weeks: 7 * 24 * 60 } as const;

/** Crons with the server actions that they run and their external ids. All are on time. */
export async function insertCrons(target: Target, now: Date): Promise<void> {
  const { series } = target;
  const stamp = stampRow(now);
  const present = crons.filter((cron) => isIn(series, cron)).map((cron, index) => ({ cron, id: index + 1 }));
  const actionId = (id: number): number => id + 100;
  await insertRows(
    target,
    'ir_act_server',
    present.map(({ cron, id }) => ({ id: actionId(id), ...describeAction(target, cron, id), ...stamp })),
  );
  await insertRows(
    target,
    'ir_cron',
    present.map(({ cron, id }) => ({
      id,
      ir_actions_server_id: actionId(id),
      ...describeCron(target, cron, now),
      ...stamp,
    })),
  );
  await insertRows(
    target,
    'ir_model_data',
    present.map(({ cron, id }) => ({
      module: cron.module,
      name: cron.externalId,
      model: 'ir.cron',
      res_id: id,
      noupdate: true,
      ...stamp,
    })),
  );
  await insertProgress(target, now);
}

/** Since 18 each run leaves a row that says how far it came; here the queue's runs of a day, all of them complete. */
async function insertProgress(target: Target, now: Date): Promise<void> {
  if (target.series < 18) {
    return;
  }
  const runs = Array.from({ length: 24 }, (_, index) =>
    before(now, { hours: 23 - index, minutes: queue.ranMinutesAgo }),
  );
  await insertRows(
    target,
    'ir_cron_progress',
    runs.map((at, index) => ({
      cron_id: 1,
      done: (index * 7) % 23,
      remaining: 0,
      timed_out_counter: 0,
      deactivate: false,
      create_uid: 1,
      write_uid: 1,
      create_date: toUtc(at),
      write_date: toUtc(at),
    })),
  );
}

function describeAction({ series }: Target, cron: Cron, id: number): Row {
  return {
    name: translate(series, cron.name),
    type: 'ir.actions.server',
    binding_type: 'action',
    binding_view_types: 'list,form',
    usage: 'ir_cron',
    state: 'code',
    sequence: 5,
    model_id: 140 + id,
    model_name: cron.model,
    code: cron.code,
    activity_user_type: 'specific',
  };
}

function describeCron({ series }: Target, cron: Cron, now: Date): Row {
  const [number, unit] = cron.every;
  return {
    cron_name: series === 16 ? translate(series, cron.name) : cron.name,
    user_id: 1,
    active: true,
    interval_number: number,
    interval_type: unit,
    numbercall: -1,
    doall: false,
    priority: cron.priority,
    lastcall: toUtc(before(now, { minutes: cron.ranMinutesAgo })),
    nextcall: toUtc(before(now, { minutes: cron.ranMinutesAgo - number * minutes[unit] })),
    failure_count: 0,
  };
}

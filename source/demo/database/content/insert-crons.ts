import { isIn } from '../schema/table.ts';
import { stampRow } from './insert-people.ts';
import { type InsertTarget, insertRows, type Row, translate } from './insert-rows.ts';
import { before, toUtc } from './moments.ts';
import { crons, queue, type ShippedCron } from './shipped-crons.ts';

const minutes = { minutes: 1, hours: 60, days: 24 * 60, weeks: 7 * 24 * 60 } as const;

/** Odoo's own crons, all of them on time, and what the queue's runs of a day left. */
export async function insertOwnCrons(target: InsertTarget, now: Date): Promise<void> {
  await insertCrons(
    target,
    now,
    crons.filter((cron) => isIn(target.series, cron)),
  );
  await insertProgress(target, now);
}

/** Crons with the server actions that they run and their external ids. Returns the id of the last. */
export async function insertCrons(target: InsertTarget, now: Date, added: readonly ShippedCron[]): Promise<number> {
  const stamp = stampRow(now);
  const { rows } = await target.sql.query('select coalesce(max(id), 0)::int as last from ir_cron');
  const last = Number(rows[0]?.['last']);
  const present = added.map((cron, index) => ({ cron, id: last + index + 1 }));
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
  return last + added.length;
}

/** Since 18 each run leaves a row that says how far it came; here the queue's runs of a day, all of them complete. */
async function insertProgress(target: InsertTarget, now: Date): Promise<void> {
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

function describeAction({ series }: InsertTarget, cron: ShippedCron, id: number): Row {
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

function describeCron({ series }: InsertTarget, cron: ShippedCron, now: Date): Row {
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

import { type Client, DatabaseError } from 'pg';
import type { Dialect } from './dialect.ts';

/** A row of ir_cron that is ready, with what its server action does. */
export interface CronJob {
  readonly id: number;
  readonly code: string | null;
  readonly user_is_archived: boolean;
  /** Runs in a row that never came to an end (18 and later); 0 before. */
  readonly timed_out_counter: number;
  /** Three such runs that got nothing done count as a failure instead of another try (18 and later). */
  readonly timed_out: boolean;
}

/** Odoo is not willing to run any job of this database. */
export class DatabaseSkippedError extends Error {}

/** `lock_not_available`: another worker has the job. */
const lockNotAvailable = '55P03';
/** `serialization_failure`: another worker has just done the job. */
const serializationFailure = '40001';

/** CONSECUTIVE_TIMEOUT_FOR_FAILURE of odoo/addons/base/models/ir_cron.py. */
const consecutiveTimeouts = 3;

const now = `(now() at time zone 'UTC')`;

/** `_check_version` and `_check_modules_state` of odoo/addons/base/models/ir_cron.py. */
export const checkDatabase = async (client: Client, { series }: Dialect): Promise<void> => {
  const expected = `${series}.0.1.3`;
  const { rows } = await client.query<{ version: string | null; changing: boolean }>(`
    select (select latest_version from ir_module_module where name = 'base') as version,
      exists (select from ir_module_module where state like 'to %') as changing`);
  if (rows[0]?.version !== expected) throw new DatabaseSkippedError(`as its base version is not ${expected}`);
  if (rows[0].changing) throw new DatabaseSkippedError('because of modules to install/upgrade/remove');
};

/** The jobs that are due, in the version's order. */
export const listReadyJobs = async (client: Client, dialect: Dialect): Promise<readonly number[]> => {
  const order = dialect.hasProgress ? 'failure_count, priority, id' : 'priority';
  const { rows } = await client.query<{ id: number }>(
    `select c.id from ir_cron c where ${isReady(dialect)} order by ${order}`,
  );
  return rows.map(({ id }) => id);
};

/** Locks the job's row for the time it runs; undefined when it is taken or no longer due. */
export const acquireJob = async (client: Client, dialect: Dialect, id: number): Promise<CronJob | undefined> => {
  const lock = dialect.hasTriggers ? 'for no key update of c skip locked' : 'for update of c nowait';
  const timeouts = dialect.hasProgress
    ? `coalesce(p.timed_out_counter, 0) as timed_out_counter,
       coalesce(p.timed_out_counter, 0) >= ${consecutiveTimeouts} and coalesce(p.done, 0) = 0 as timed_out`
    : '0 as timed_out_counter, false as timed_out';
  const lastProgress = dialect.hasProgress
    ? `left join lateral (select timed_out_counter, done from ir_cron_progress where cron_id = c.id
         order by id desc limit 1) p on true`
    : '';
  await client.query('savepoint acquire');
  try {
    const { rows } = await client.query<CronJob>(
      `select c.id, a.code, c.user_id <> 1 and not u.active as user_is_archived, ${timeouts}
       from ir_cron c join ir_act_server a on a.id = c.ir_actions_server_id join res_users u on u.id = c.user_id
       ${lastProgress} where c.id = $1 and ${isReady(dialect)} ${lock}`,
      [id],
    );
    return rows[0];
  } catch (error) {
    if (!(error instanceof DatabaseError) || ![lockNotAvailable, serializationFailure].includes(error.code ?? ''))
      throw error;
    await client.query('rollback to savepoint acquire');
    return undefined;
  }
};

const isReady = (dialect: Dialect): string => {
  const triggered = `c.id in (select cron_id from ir_cron_trigger where call_at <= ${now})`;
  const due = dialect.hasTriggers ? `(c.nextcall <= ${now} or ${triggered})` : `c.nextcall <= ${now}`;
  return `c.active and ${due} ${dialect.countsCalls ? 'and c.numbercall <> 0' : ''}`;
};

/** Moves nextcall past now in whole intervals and removes the triggers that this run has answered. */
export const rescheduleLater = async (client: Client, dialect: Dialect, id: number): Promise<void> => {
  // One call less, and none left switches the job off (until 17; -1 is without end).
  const counted = dialect.countsCalls
    ? `, numbercall = greatest(numbercall - 1, case when numbercall < 0 then numbercall else 0 end),
       active = numbercall <> 1`
    : '';
  await client.query(
    `update ir_cron set lastcall = ${now} ${counted}, nextcall = coalesce(
       (select min(t) from generate_series(nextcall, ${now} + 2 * step, step) t where t > ${now}), nextcall)
     from (select (interval_number || ' ' || interval_type)::interval as step from ir_cron where id = $1) every
     where id = $1`,
    [id],
  );
  await removeTriggers(client, dialect, id);
};

/** 19 compares whole seconds: a trigger with a fraction survives and runs the job once more. */
export const removeTriggers = async (client: Client, dialect: Dialect, id: number): Promise<void> => {
  if (!dialect.hasTriggers) return;
  const moment = dialect.series >= 19 ? `date_trunc('second', ${now})` : now;
  await client.query(`delete from ir_cron_trigger where cron_id = $1 and call_at <= ${moment}`, [id]);
};

/** The job has work left: it runs again with the next wake-up (18 and later). */
export const rescheduleSoon = async (client: Client, id: number): Promise<void> => {
  await client.query(`insert into ir_cron_trigger (cron_id, call_at) values ($1, date_trunc('second', ${now}))`, [id]);
};

/** What timed out was counted as a failure: the next try starts from zero (18 and later). */
export const forgetTimeouts = async (client: Client, id: number): Promise<void> => {
  await client.query('update ir_cron_progress set timed_out_counter = 0 where cron_id = $1', [id]);
};

/** A failed job counts, a job that was done starts from zero again (18 and later). */
export const countFailure = async (client: Client, id: number, failed: boolean): Promise<void> => {
  await client.query(
    failed
      ? `update ir_cron set failure_count = coalesce(failure_count, 0) + 1,
           first_failure_date = coalesce(first_failure_date, date_trunc('second', ${now})) where id = $1`
      : 'update ir_cron set failure_count = 0, first_failure_date = null where id = $1',
    [id],
  );
};

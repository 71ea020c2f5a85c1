import type { Cron } from '../../../../domain/odoo/cron.ts';
import type { QueueJob, QueueJobs } from '../../../../domain/odoo/queue-jobs.ts';
import type { QueryOptions } from '../../../postgres/database.ts';
import { toDate, toLine } from '../../decode.ts';
import { selectColumns } from '../../odoo-columns.ts';
import { hasTable, type OdooSchema } from '../../odoo-schema.ts';
import { type OdooSource, readRows } from '../../odoo-source.ts';

const columns = [
  ...['id', 'state', 'date_created', 'date_enqueued', 'date_started', 'date_done', 'eta'],
  ...['exc_name', 'exc_message'],
];

/** Done jobs stay for a month; what is older stands further back. */
const newest = 5_000;
const mostRead = 50;

/**
 * OCA's queue_job_cron (14.0 to 18.0) writes a job for each run: model ir.cron, method _run_job_as_queue_job, the
 * server action's id among its arguments and the scheduled action's name as its own. Those that are open stand in an
 * index by state; of the others the newest rows are looked at.
 */
const compose = (schema: OdooSchema): string => `
  select ${selectColumns(schema, 'queue_job', 'j', columns)}
  from (
    select * from (select * from queue_job order by id desc limit ${newest}) latest
    where model_name = 'ir.cron' and method_name = '_run_job_as_queue_job'
    union
    select * from queue_job
    where state in ('wait_dependencies', 'pending', 'enqueued', 'started')
      and model_name = 'ir.cron' and method_name = '_run_job_as_queue_job'
  ) j
  join ir_cron c on c.id = $1
  where case
    when j.kwargs::text ~ '"ids"' then j.kwargs::text ~ ('"ids": *\\[' || c.ir_actions_server_id || '\\]')
    else j.name is null or c.cron_name is null or j.name = c.cron_name::text
  end
  order by j.id desc
  limit ${mostRead}`;

/** A job runner listens in the database of its jobs and reads them with a cursor of this name (queue_job/jobrunner). */
const runner = `
  select coalesce(bool_or(query ~* 'select_jobs|listen +"?queue_job'), false) as seen,
    coalesce(bool_or(query = '<insufficient privilege>'), false) as hidden
  from pg_stat_activity
  where datname = current_database() and pid <> pg_backend_pid()`;

interface Row {
  readonly state: string | null;
  readonly date_created: number | null;
  readonly date_started?: number | null;
  readonly date_done?: number | null;
  readonly eta?: number | null;
  readonly exc_name?: string | null;
  readonly exc_message?: string | null;
}

/**
 * The jobs to which a scheduled action was handed, and who would run them; undefined where it runs by itself. Cost: the
 * newest rows of queue_job by primary key, the open ones by state, the server's process list.
 */
export const readQueueJobs = async (
  source: OdooSource,
  { id, handsToJobs }: Pick<Cron, 'id' | 'handsToJobs'>,
  options?: QueryOptions,
): Promise<QueueJobs | undefined> => {
  if (handsToJobs !== true || !hasTable(source.schema, 'queue_job')) return undefined;
  const what = 'the jobs of OCA’s job queue (queue_job)';
  const jobs = await readRows<Row>(source, { what, text: compose(source.schema), values: [id] }, options);
  const [sessions] = await readRows<{ seen: boolean; hidden: boolean }>(
    source,
    { what: 'the sessions (pg_stat_activity)', text: runner },
    options,
  );
  const seen = sessions?.seen === true;
  return { jobs: jobs.map(toJob), runnerSeen: seen || sessions?.hidden !== true ? seen : undefined };
};

const toJob = (row: Row): QueueJob => ({
  state: toLine(row.state) ?? '',
  createdAt: toDate(row.date_created),
  notBefore: toDate(row.eta) ?? null,
  startedAt: toDate(row.date_started) ?? null,
  endedAt: toDate(row.date_done) ?? null,
  failure: describeFailure(toLine(row.exc_name) ?? null, toLine(row.exc_message) ?? null),
});

const describeFailure = (name: string | null, message: string | null): string | null => {
  const parts = [name, message].filter((part) => part !== null && part !== '');
  return parts.length === 0 ? null : parts.join(': ').slice(0, 300);
};

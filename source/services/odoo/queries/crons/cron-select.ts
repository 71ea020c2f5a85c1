import type { Cron, CronUser } from '../../../../domain/odoo/cron.ts';
import { toDate, toLine } from '../../decode.ts';
import { selectColumns } from '../../odoo-columns.ts';
import { findColumn, type OdooSchema } from '../../odoo-schema.ts';

const columns = [
  'id',
  'cron_name',
  'active',
  'interval_number',
  'interval_type',
  'nextcall',
  'lastcall',
  'priority',
  'numbercall',
  'failure_count',
  'first_failure_date',
  'write_date',
  // Of OCA's queue_job_cron.
  'run_as_queue_job',
];

/** odoo/__init__.py, SUPERUSER_ID. */
const superuserId = 1;

export interface CronRow {
  readonly id: number;
  readonly cron_name?: string | null;
  readonly code: string | null;
  readonly active: boolean | null;
  readonly interval_number: number | null;
  readonly interval_type: string | null;
  readonly nextcall: number | null;
  readonly lastcall: number | null;
  readonly priority: number | null;
  readonly numbercall?: number | null;
  readonly failure_count?: number | null;
  readonly first_failure_date?: number | null;
  readonly write_date: number | null;
  readonly run_as_queue_job?: boolean | null;
  readonly user_id: number;
  readonly login: string | null;
  /** Null where the role may not read it. */
  readonly user_active: boolean | null;
}

/** Scheduled actions with their code and user: everything up to a `where`. ir_cron has no name of its own in any version. */
export const selectCrons = (schema: OdooSchema): string => `
  select ${selectColumns(schema, 'ir_cron', 'c', columns)}, a.code,
    c.user_id, ${mayReadUsers(schema) ? 'u.login, u.active is true' : 'null as login, null'} as user_active
  from ir_cron c
  join ir_act_server a on a.id = c.ir_actions_server_id
  ${mayReadUsers(schema) ? 'left join res_users u on u.id = c.user_id' : ''}`;

/** Roles made for monitoring are often kept away from the users, whose table holds the passwords. */
const mayReadUsers = (schema: OdooSchema): boolean =>
  ['id', 'login', 'active'].every((column) => findColumn(schema, 'res_users', column)?.readable === true);

export const toCron = (row: CronRow): Cron => ({
  id: row.id,
  name: toLine(row.cron_name) ?? null,
  code: toLine(row.code),
  active: row.active === true,
  interval: { number: row.interval_number, type: row.interval_type },
  nextCall: toDate(row.nextcall),
  lastCall: toDate(row.lastcall),
  priority: row.priority,
  callsLeft: row.numbercall,
  failureCount: row.failure_count,
  firstFailureAt: toDate(row.first_failure_date),
  changedAt: toDate(row.write_date),
  ...(row.run_as_queue_job === true ? { handsToJobs: true } : {}),
  user: {
    id: row.user_id,
    login: toLine(row.login),
    account: toAccount(row.user_active),
    isRoot: row.user_id === superuserId,
  },
});

const toAccount = (active: boolean | null): CronUser['account'] => {
  if (active === null) return 'not-permitted';
  return active ? 'active' : 'archived';
};

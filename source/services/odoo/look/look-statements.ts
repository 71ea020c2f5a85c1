import { epoch } from '../odoo-columns.ts';
import { findColumn, findNotificationTable, type OdooSchema, type OdooTable } from '../odoo-schema.ts';

/** What a look asks of one database. Those with the same tables share the texts. */
export interface LookStatements {
  /** Cheap, every time: whether mail_mail was written to, the queue's scheduled action, mail servers. */
  readonly surroundings: string;
  /** One scan of mail_mail, where it was written to. */
  readonly counts: string;
  /** Failed mails since $1 (seconds since 1970), by text; undefined where the table does not say when. */
  readonly failures: string | undefined;
  /** When a mail was last seen to leave, by the newest rows; undefined where the tables do not say. */
  readonly lastSent: string | undefined;
  /** Why the scheduled action cannot be read. */
  readonly cronUnread: string | undefined;
}

/** Composes what fits the tables of this database. Run on Odoo 14–20. */
export const composeLook = (schema: OdooSchema): LookStatements => {
  const has = (table: OdooTable, ...columns: readonly string[]): boolean =>
    columns.every((column) => findColumn(schema, table, column)?.readable === true);
  const seesCron =
    has('ir_cron', 'id', 'active', 'nextcall') && has('ir_model_data', 'module', 'name', 'model', 'res_id');
  return {
    surroundings: `
      select ${epoch("now() at time zone 'UTC'")} as now,
        case when current_setting('track_counts') = 'on' then
          (pg_stat_get_tuples_inserted(c.oid) + pg_stat_get_tuples_updated(c.oid) + pg_stat_get_tuples_deleted(c.oid))::text
        end as writes,
        ${has('ir_mail_server', 'active', 'smtp_host') ? `(select array_agg(lower(smtp_host)) from ir_mail_server where active and smtp_host is not null)` : 'null::text[]'} as hosts,
        ${has('ir_config_parameter', 'key', 'value') ? `exists (select from ir_config_parameter where key = 'database.is_neutralized' and lower(trim(value)) in ('true', '1'))` : 'false'} as neutralized,
        ${seesCron ? 'cron.*' : 'null as cron_id, null as active, null as nextcall, null as lastcall, null as others_run'}
      from (select 'mail_mail'::regclass::oid) c
      ${seesCron ? `left join lateral (${selectCron(has('ir_cron', 'lastcall'), has('ir_act_server', 'id', 'code') && has('ir_cron', 'ir_actions_server_id'))}) cron on true` : ''}`,
    counts: `
      select count(*) filter (where state = 'outgoing')::float8 as outgoing,
        count(*) filter (where state = 'exception')::float8 as exception,
        min(${queuedAt(has)}) filter (where state = 'outgoing' and ${notHeld(schema)}) as oldest,
        (${lastId}) as last_id
      from mail_mail where state in ('outgoing', 'exception')`,
    failures: has('mail_mail', 'write_date')
      ? `select left(coalesce(${has('mail_mail', 'failure_reason') ? 'failure_reason' : 'null'}, ''), 2000) as text,
          array_agg(id) as ids
        from mail_mail where state = 'exception' and write_date >= to_timestamp($1) at time zone 'UTC'
        group by 1 order by count(*) desc limit 200`
      : undefined,
    lastSent: selectLastSent(schema, has),
    cronUnread: seesCron ? undefined : 'This role may not read the scheduled actions (ir_cron).',
  };
};

/**
 * Odoo's own by its external id, before it an active one with the same code that somebody made in its stead. While Odoo
 * runs scheduled actions it holds locks of rows of ir_cron; only for one that is late that is asked.
 */
const selectCron = (hasLastCall: boolean, seesCode: boolean): string => `
  select c.id as cron_id, c.active is true as active, ${epoch('c.nextcall')} as nextcall,
    ${hasLastCall ? epoch('c.lastcall') : 'null::float8'} as lastcall,
    case when c.nextcall < now() at time zone 'UTC' - interval '5 minutes' then exists (
      select from pg_locks l where l.relation = 'ir_cron'::regclass and l.pid <> pg_backend_pid()
        and l.database = (select oid from pg_database where datname = current_database())
        and l.mode in ('RowShareLock', 'RowExclusiveLock')) else false end as others_run
  from ir_cron c
  left join ir_model_data d on d.module = 'mail' and d.name = 'ir_cron_mail_scheduler_action'
    and d.model = 'ir.cron' and d.res_id = c.id
  ${seesCode ? 'left join ir_act_server a on a.id = c.ir_actions_server_id' : ''}
  where d.res_id is not null ${seesCode ? "or a.code ilike '%process_email_queue%'" : ''}
  order by c.active is not true, d.res_id is null, c.id limit 1`;

/** Null where the role may not read the sequence: the highest id in the table is less, as Odoo deletes what it sent. */
const lastId = `select case when has_sequence_privilege(ids::oid, 'usage,select')
  then coalesce(pg_sequence_last_value(ids), 0)::float8 end from (select pg_get_serial_sequence('mail_mail', 'id')::regclass as ids) s`;

/** What is older stands further back in the tables. */
const newest = 5_000;

/**
 * A mail that was kept left when it was last written. One that deleted itself left its notification, which has no date: it
 * left after its message was made.
 */
const selectLastSent = (schema: OdooSchema, has: (table: OdooTable, ...columns: readonly string[]) => boolean) => {
  const notifications = findNotificationTable(schema)?.name;
  const kept = has('mail_mail', 'write_date')
    ? `(select max(write_date) from (select state, write_date from mail_mail order by id desc limit ${newest}) m where state = 'sent')`
    : undefined;
  const deleted =
    notifications !== undefined &&
    has(notifications, 'mail_message_id', 'notification_type', 'notification_status') &&
    has('mail_message', 'id', 'create_date')
      ? `(select max(create_date) from (select id, create_date from mail_message order by id desc limit ${newest}) g
          where exists (select from ${notifications} n where n.mail_message_id = g.id
            and n.notification_type = 'email' and n.notification_status = 'sent'))`
      : undefined;
  const known = [kept, deleted].filter((each) => each !== undefined);
  return known.length === 0 ? undefined : `select ${epoch(`greatest(${known.join(', ')})`)} as at`;
};

const queuedAt = (has: (table: OdooTable, ...columns: readonly string[]) => boolean): string => {
  const columns = ['create_date', 'write_date'].filter((column) => has('mail_mail', column));
  return columns.length === 0 ? 'null::float8' : epoch(`coalesce(${columns.join(', ')})`);
};

/** Odoo up to 16 keeps the date as text. */
const notHeld = (schema: OdooSchema): string => {
  const type = findColumn(schema, 'mail_mail', 'scheduled_date')?.type;
  if (type === undefined) return 'true';
  return type === 'timestamp'
    ? "(scheduled_date is null or scheduled_date <= now() at time zone 'UTC')"
    : "coalesce(scheduled_date, '') <= to_char(now() at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS')";
};

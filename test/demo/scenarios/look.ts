import type { OdooSeries } from '../../../source/domain/odoo/odoo-series.ts';
import type { DemoDatabase } from '../../support/postgres.ts';

export interface Queue {
  readonly waiting: number;
  readonly failed: number;
  /** Different reasons, with every address of a mail of its own shortened. */
  readonly reasons: readonly string[];
  /** Different types of failed mails, and of their notifications. */
  readonly types: readonly (string | null)[];
  readonly notified: readonly (string | null)[];
  /** Whether the hourly run is on, lately done and not due for at least half an hour. */
  readonly queueRuns: boolean;
}

/** What somebody who looks at the queue sees. */
export async function lookAtQueue(database: DemoDatabase, series: OdooSeries): Promise<Queue | undefined> {
  const notification = series >= 15 ? 'mail_notification' : 'mail_message_res_partner_needaction_rel';
  const [queue] = await database.query<Queue>(
    `select
       (select count(*)::int from mail_mail where state = 'outgoing') as waiting,
       (select count(*)::int from mail_mail where state = 'exception') as failed,
       (select coalesce(array_agg(reason order by reason), '{}') from (
         select distinct regexp_replace(failure_reason, 'bounce\\+[\\w.+-]+@', 'bounce+…@', 'g') as reason
         from mail_mail where state = 'exception') as reasons) as reasons,
       (select coalesce(array_agg(type order by type), '{}') from (
         select distinct to_jsonb(mail)->>'failure_type' as type
         from mail_mail as mail where state = 'exception') as types) as types,
       (select coalesce(array_agg(type order by type), '{}') from (
         select distinct failure_type as type from ${notification} where notification_status = 'exception') as types) as notified,
       (select c.active and c.lastcall > $1::timestamp - interval '1 hour' and c.nextcall > $1::timestamp + interval '20 minutes'
         from ir_cron c join ir_model_data d on d.res_id = c.id and d.model = 'ir.cron'
         where d.name = 'ir_cron_mail_scheduler_action') as "queueRuns"`,
    [database.now.toISOString().slice(0, 19)],
  );
  return queue;
}

/** Everything about mail that a person sets up, a line for each value: `ir_mail_server 1 smtp_port = 25`. */
export async function readSettings(database: DemoDatabase): Promise<ReadonlySet<string>> {
  const tables = [
    { name: 'ir_mail_server', key: 'id' },
    { name: 'fetchmail_server', key: 'id' },
    { name: 'ir_config_parameter', key: 'key' },
    { name: 'res_company', key: 'id' },
    { name: 'res_partner', key: 'id' },
    { name: 'mail_alias', key: 'id' },
    { name: 'mail_alias_domain', key: 'id' },
    { name: 'mail_blacklist', key: 'id' },
    { name: 'ir_module_module', key: 'name' },
    { name: 'ir_cron', key: 'id' },
  ];
  const lines = await Promise.all(tables.map(({ name, key }) => readTable(database, name, key)));
  return new Set(lines.flat());
}

/** What another person set up: the lines that are in one of the two alone, as `- …` and `+ …`. */
export function compareSettings(healthy: ReadonlySet<string>, sick: ReadonlySet<string>): readonly string[] {
  const gone = [...healthy].filter((line) => !sick.has(line)).map((line) => `- ${line}`);
  return [...gone, ...[...sick].filter((line) => !healthy.has(line)).map((line) => `+ ${line}`)].sort((left, right) =>
    left.localeCompare(right),
  );
}

/** Not settings: who changed a row when, what runs, and what no two databases share. */
const notSetUp = `cell.field not in ('id', 'create_date', 'write_date', 'write_uid', 'create_uid', 'lastcall', 'nextcall')`;

async function readTable(database: DemoDatabase, name: string, key: string): Promise<string[]> {
  const [found] = await database.query<{ exists: boolean }>('select to_regclass($1) is not null as exists', [name]);
  if (found?.exists !== true) {
    return [];
  }
  const rows = await database.query<{ line: string }>(
    `select format('%s %s %s = %s', '${name}', row.${key}, cell.field, cell.data) as line
     from ${name} as row cross join jsonb_each_text(to_jsonb(row)) as cell (field, data)
     where ${notSetUp} and cell.data is not null and row.${key}::text <> 'database.uuid'`,
  );
  return rows.map(({ line }) => line);
}

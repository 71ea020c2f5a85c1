import { mailParameters } from '../../../../domain/odoo/mail-parameter.ts';
import type { RecordStamp, StampedTopic } from '../../../../domain/odoo/record-stamp.ts';
import type { QueryOptions, SqlValue } from '../../../postgres/database.ts';
import { toDate, toLine } from '../../decode.ts';
import { epoch } from '../../odoo-columns.ts';
import { findColumn, hasTable, type OdooSchema, type OdooTable } from '../../odoo-schema.ts';
import { type OdooSource, readRows } from '../../odoo-source.ts';

interface Topic {
  /** What a person calls it, with its table. */
  readonly what: string;
  readonly table: OdooTable;
  /** What it is called, an SQL expression over `r`. */
  readonly name: (schema: OdooSchema) => string;
  /** Which of the rows are meant; undefined where this Odoo has none of them. */
  readonly where?: (schema: OdooSchema) => string | undefined;
  readonly values?: readonly SqlValue[];
  readonly isPerson?: boolean;
}

const queueCron = `r.id in (select d.res_id from ir_model_data d
  where d.module = 'mail' and d.name = 'ir_cron_mail_scheduler_action' and d.model = 'ir.cron')`;

const cronName = (schema: OdooSchema): string =>
  findColumn(schema, 'ir_cron', 'cron_name')?.type === 'jsonb' ? `r.cron_name ->> 'en_US'` : 'r.cron_name';

const named = (): string => 'r.name';

/** Run on Odoo 15–19, and on the demo's 14–20. */
const topics: Readonly<Record<StampedTopic, readonly Topic[]>> = {
  'mail-server': [{ what: 'the outgoing mail servers (ir_mail_server)', table: 'ir_mail_server', name: named }],
  'queue-runner': [
    { what: 'the scheduled actions (ir_cron)', table: 'ir_cron', name: cronName, where: () => queueCron },
    // Its code stands in a row of its own.
    {
      what: 'the server actions (ir_act_server)',
      table: 'ir_act_server',
      name: () => `'code of the queue runner'`,
      where: () => `r.id in (select c.ir_actions_server_id from ir_cron c where ${queueCron.replace('r.id', 'c.id')})`,
    },
  ],
  parameter: [
    {
      what: 'the system parameters (ir_config_parameter)',
      table: 'ir_config_parameter',
      name: () => 'r.key',
      where: () =>
        `(r.key like 'mail.%' or r.key like 'google\\_gmail%' or r.key like 'microsoft\\_outlook%' or r.key = any($2))`,
      values: [mailParameters],
    },
  ],
  'alias-domain': [{ what: 'the alias domains (mail_alias_domain)', table: 'mail_alias_domain', name: named }],
  company: [
    { what: 'the companies (res_company)', table: 'res_company', name: named },
    // A company's e-mail address is its contact's.
    {
      what: 'the contacts of the companies (res_partner)',
      table: 'res_partner',
      name: named,
      where: () => 'r.id in (select c.partner_id from res_company c)',
    },
  ],
  user: [
    {
      what: 'the users with a mail server of their own (res_users)',
      table: 'res_users',
      name: () => 'r.login',
      isPerson: true,
      where: (schema) =>
        findColumn(schema, 'ir_mail_server', 'owner_user_id') === undefined
          ? undefined
          : 'r.id in (select s.owner_user_id from ir_mail_server s)',
    },
  ],
  'incoming-server': [{ what: 'the incoming mail servers (fetchmail_server)', table: 'fetchmail_server', name: named }],
  module: [
    {
      what: 'the modules (ir_module_module)',
      table: 'ir_module_module',
      name: named,
      // One that is not installed is written whenever the list of modules is read anew.
      where: () => `(r.state = 'installed' or r.state like 'to %')`,
    },
  ],
};

interface Row {
  readonly id: number;
  readonly name: string | null;
  readonly created_at: number | null;
  readonly created_by: number | null;
  readonly written_at: number | null;
  readonly written_by: number | null;
}

/** More changes of one kind than a person reads. */
const most = 1_000;

/** The records of a kind that were made or written since then, oldest first. Cost: small tables, a scan each. */
export const readRecordStamps = async (
  source: OdooSource,
  topic: StampedTopic,
  since: Date,
  options?: QueryOptions,
): Promise<readonly RecordStamp[]> => {
  const stamps: RecordStamp[] = [];
  for (const asked of topics[topic]) stamps.push(...(await readTopic(source, topic, asked, since, options)));
  return stamps;
};

const readTopic = async (
  source: OdooSource,
  topic: StampedTopic,
  { what, table, name, where, values = [], isPerson = false }: Topic,
  since: Date,
  options: QueryOptions | undefined,
): Promise<readonly RecordStamp[]> => {
  if (!hasTable(source.schema, table)) return [];
  const condition = where === undefined ? 'true' : where(source.schema);
  if (condition === undefined) return [];
  const text = `
    select r.id, ${name(source.schema)} as name, ${epoch('r.create_date')} as created_at, r.create_uid as created_by,
      ${epoch('r.write_date')} as written_at, r.write_uid as written_by
    from ${table} r
    where greatest(r.write_date, r.create_date) >= $1::timestamptz at time zone 'UTC' and ${condition}
    order by r.write_date, r.id
    limit ${most}`;
  const persons = isPerson ? ['name'] : [];
  const statement = { what, text, persons, values: [since.toISOString(), ...values] };
  const rows = await readRows<Row>(source, statement, options);
  return rows.map((row) => ({
    topic,
    table,
    id: row.id,
    name: toLine(row.name) ?? '',
    createdAt: toDate(row.created_at),
    createdBy: row.created_by,
    writtenAt: toDate(row.written_at),
    writtenBy: row.written_by,
  }));
};

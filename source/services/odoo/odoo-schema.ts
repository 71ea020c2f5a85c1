import type { OdooSeries } from '../../domain/odoo/odoo-series.ts';
import type { Database, QueryOptions } from '../postgres/database.ts';
import { runStatement } from './statement.ts';

/**
 * What this database has, asked from its catalogue: minor versions get back-ports and modules add columns, so the
 * version number alone would guess wrong.
 */
export interface OdooSchema {
  /** The database's name. */
  readonly database: string;
  /** The number that its server gave it: another one under the same name is another database. */
  readonly oid?: number;
  /** Odoo's version; undefined as long as it is not known. */
  readonly series?: OdooSeries;
  readonly tables: ReadonlyMap<string, ReadonlyMap<string, SchemaColumn>>;
}

export interface SchemaColumn {
  /** PostgreSQL's own name: `int4`, `varchar`, `timestamp`, `jsonb`. */
  readonly type: string;
  /** Whether the role that asks may select it. */
  readonly readable: boolean;
}

export const knownTables = [
  'account_move',
  'digest_digest',
  'digest_digest_res_users_rel',
  'encrypted_data',
  'event_event',
  'event_mail',
  'event_mail_registration',
  'event_registration',
  'fetchmail_server',
  'ir_act_server',
  'ir_attachment',
  'ir_config_parameter',
  'ir_cron',
  'ir_cron_exclusion',
  'ir_cron_progress',
  'ir_cron_trigger',
  'ir_mail_server',
  'ir_model',
  'ir_model_data',
  'ir_model_fields',
  'ir_module_module',
  'mail_alias_domain',
  'mail_blacklist',
  'mail_mail',
  'mail_mail_res_partner_cc_rel',
  'mail_mail_res_partner_rel',
  'mail_message',
  'mail_message_res_partner_needaction_rel',
  'mail_message_schedule',
  'mail_notification',
  'mail_scheduled_message',
  'mail_tracking_email',
  'mail_tracking_value',
  'mailing_mailing',
  'queue_job',
  'message_attachment_rel',
  'res_company',
  'res_partner',
  'res_users',
  'sale_order',
] as const;

export type OdooTable = (typeof knownTables)[number];

/** Run on Odoo 14–19. The catalogue is open to every role, so this works however little the role may read. */
const text = `
  select current_database() as database,
    (select oid::bigint::float8 from pg_database where datname = current_database()) as oid, c.relname as "table", a.attname as "column", t.typname as type,
    has_column_privilege(c.oid, a.attnum, 'select') as readable
  from unnest($1::text[]) as known(name)
  left join pg_class c on c.oid = to_regclass(known.name)
  left join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  left join pg_type t on t.oid = a.atttypid`;

/** Without a table everything but the database is null. */
interface Row {
  readonly database: string;
  readonly oid: number;
  readonly table: string | null;
  readonly column: string;
  readonly type: string;
  readonly readable: boolean;
}

/** The tables and columns that mail depends on, as far as this database has them. Cost: catalogue only. */
export const readSchema = async (database: Database, options?: QueryOptions): Promise<OdooSchema> => {
  const statement = { what: 'the catalogue', text, values: [knownTables] };
  const rows = await runStatement<Row>(database, '', statement, options);
  const tables = new Map<string, Map<string, SchemaColumn>>();
  for (const { table, column, type, readable } of rows) {
    if (table === null) continue;
    const columns = tables.get(table) ?? new Map<string, SchemaColumn>();
    tables.set(table, columns.set(column, { type, readable }));
  }
  const [row] = rows;
  return { database: row?.database ?? '', ...(row === undefined ? {} : { oid: row.oid }), tables };
};

export const hasTable = (schema: OdooSchema, table: OdooTable): boolean => schema.tables.has(table);

/** The column, or undefined where this Odoo has none of that name. */
export const findColumn = (schema: OdooSchema, table: OdooTable, column: string): SchemaColumn | undefined =>
  schema.tables.get(table)?.get(column);

/** Where Odoo keeps the outcome for each recipient. 14 has other names for it. */
export interface NotificationTable {
  readonly name: OdooTable;
  /** The column that points to the mail. */
  readonly mailColumn: 'mail_mail_id' | 'mail_id';
}

/** The table of notifications, or undefined without the mail module. */
export const findNotificationTable = (schema: OdooSchema): NotificationTable | undefined => {
  if (hasTable(schema, 'mail_notification')) return { name: 'mail_notification', mailColumn: 'mail_mail_id' };
  const name = 'mail_message_res_partner_needaction_rel';
  return findColumn(schema, name, 'mail_id') === undefined ? undefined : { name, mailColumn: 'mail_id' };
};

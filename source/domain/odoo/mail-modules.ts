/** The tables that decide what becomes of a mail, of which modules may change every part. */
export const mailTables = ['mail_mail', 'ir_mail_server', 'ir_cron'] as const;

export type MailTable = (typeof mailTables)[number];

/** A module beside Odoo's own that changes how mail is sent, and that this program knows. */
export interface MailModule {
  /** Its technical name. */
  readonly name: string;
  /** What it changes, a clause. */
  readonly changes: string;
  /** Columns that it adds to those tables. */
  readonly columns?: Readonly<Partial<Record<MailTable, readonly string[]>>>;
}

/** OCA's repositories server-env, mail, social, queue and server-tools, 14.0 to 18.0. */
export const mailModules: readonly MailModule[] = [
  {
    name: 'mail_environment',
    changes: 'takes the settings of mail servers from files or server_env_defaults instead of their columns',
    columns: { ir_mail_server: ['server_env_defaults'] },
  },
  { name: 'mail_environment_office365', changes: 'does the same with the way mail servers authenticate' },
  { name: 'server_environment_data_encryption', changes: 'keeps settings of mail servers in the table encrypted_data' },
  { name: 'server_environment_ir_config_parameter', changes: 'takes system parameters from files before the table' },
  { name: 'mail_tracking', changes: 'keeps what servers answered in mail_tracking_email instead of the failed mail' },
  { name: 'mail_tracking_mailgun', changes: 'adds what Mailgun reports later to mail_tracking_email' },
  {
    name: 'mail_outbound_static',
    changes: 'puts the smtp_from of a mail server in From and in the envelope',
    columns: { ir_mail_server: ['smtp_from', 'domain_whitelist'] },
  },
  { name: 'mail_server_by_user', changes: 'sends mail through the server whose login is the sender' },
  { name: 'mail_send_copy', changes: 'sends a copy of every mail to its sender' },
  {
    name: 'mail_composer_cc_bcc',
    changes: 'writes Cc and Bcc both as contacts and as text into a mail',
    columns: { mail_mail: ['email_bcc'] },
  },
  { name: 'mail_post_defer', changes: 'makes mails half a minute later, in another scheduled action than the queue’s' },
  {
    name: 'queue_job_cron',
    changes: 'can hand scheduled actions, the mail queue among them, to the job queue',
    columns: { ir_cron: ['run_as_queue_job', 'channel_id', 'no_parallel_queue_job_run'] },
  },
  { name: 'base_cron_exclusion', changes: 'locks the rows of scheduled actions that must not run at the same time' },
  {
    name: 'scheduler_error_mailer',
    changes: 'sends a mail whenever a scheduled action fails',
    columns: { ir_cron: ['email_template_id'] },
  },
  {
    name: 'cron_daylight_saving_time_resistant',
    changes: 'moves scheduled actions with daylight saving time',
    columns: { ir_cron: ['daylight_saving_time_resistant'] },
  },
];

/** Columns of Odoo 14 to 19 and of its own modules (fetchmail, google_gmail, mass_mailing, microsoft_outlook). */
const ownColumns: Readonly<Record<MailTable, readonly string[]>> = {
  mail_mail: [
    ...['id', 'create_uid', 'create_date', 'write_uid', 'write_date', 'mail_message_id', 'state', 'headers'],
    ...['auto_delete', 'body_html', 'email_cc', 'email_to', 'failure_reason', 'failure_type', 'fetchmail_server_id'],
    ...['is_notification', 'notification', 'references', 'scheduled_date', 'to_delete'],
    ...['mailing_id', 'mass_mailing_id', 'statistics_ids'],
  ],
  ir_mail_server: [
    ...['id', 'create_uid', 'create_date', 'write_uid', 'write_date', 'active', 'name', 'sequence', 'from_filter'],
    ...['smtp_authentication', 'smtp_debug', 'smtp_encryption', 'smtp_host', 'smtp_pass', 'smtp_port', 'smtp_user'],
    ...['smtp_ssl_certificate', 'smtp_ssl_private_key', 'max_email_size'],
    ...['owner_limit_count', 'owner_limit_time', 'owner_user_id'],
    ...['use_google_gmail_service', 'use_microsoft_outlook_service'],
  ],
  ir_cron: [
    ...['id', 'create_uid', 'create_date', 'write_uid', 'write_date', 'active', 'cron_name', 'doall', 'failure_count'],
    ...['first_failure_date', 'interval_number', 'interval_type', 'ir_actions_server_id', 'lastcall', 'nextcall'],
    ...['numbercall', 'priority', 'user_id'],
  ],
};

/** Whether Odoo itself, or a module that is known here, has that column. */
export const isKnownColumn = (table: MailTable, column: string): boolean =>
  ownColumns[table].includes(column) ||
  (table === 'ir_mail_server' && /^(?:google_gmail|microsoft_outlook)_/.test(column)) ||
  mailModules.some(({ columns }) => columns?.[table]?.includes(column));

/** A column that this program does not know, and what Odoo's own list of fields says of it. */
export interface UnknownColumn {
  readonly table: MailTable;
  readonly column: string;
  readonly origin:
    | { readonly kind: 'modules'; readonly names: readonly string[] }
    /** Made by hand: Odoo Studio, or the list of fields in developer mode. */
    | { readonly kind: 'by-hand' }
    | { readonly kind: 'no-field' }
    /** The list of fields could not be read. */
    | { readonly kind: 'not-told' };
}

/** What is known of a database beside Odoo's own. */
export interface Customization {
  readonly modules: readonly MailModule[];
  readonly columns: readonly UnknownColumn[];
}

/** The known modules of a database, by the names of those that are installed and by the columns that are there. */
export const findMailModules = (
  installed: ReadonlySet<string>,
  hasColumn: (table: MailTable, column: string) => boolean,
): readonly MailModule[] =>
  mailModules.filter(
    ({ name, columns = {} }) =>
      installed.has(name) || mailTables.some((table) => columns[table]?.some((column) => hasColumn(table, column))),
  );

/** A sentence each; columns that have one origin are told together. */
export const describeUnknownColumns = (columns: readonly UnknownColumn[]): readonly string[] =>
  [...Map.groupBy(columns, ({ table, origin }) => `${table} ${JSON.stringify(origin)}`).values()].flatMap((alike) => {
    const [first] = alike;
    if (first === undefined) return [];
    const isOne = alike.length === 1;
    const names = listNames(alike.map(({ column }) => column));
    const subject = `${isOne ? 'Column' : 'Columns'} ${names} on ${first.table} ${isOne ? 'is' : 'are'}`;
    return [`${subject} ${describeOrigin(first.origin)}.`];
  });

const describeOrigin = (origin: UnknownColumn['origin']): string => {
  switch (origin.kind) {
    case 'modules':
      return `from the ${origin.names.length === 1 ? 'module' : 'modules'} ${origin.names.join(', ')}, which this program does not know`;
    case 'by-hand':
      return 'from a field that somebody made by hand (Odoo Studio, or the list of fields in developer mode)';
    case 'no-field':
      return 'in none of Odoo’s fields, and not known to this program';
    case 'not-told':
      return 'from a module this program does not know';
  }
};

const mostNamed = 6;

const listNames = (names: readonly string[]): string =>
  names.length <= mostNamed
    ? names.join(', ')
    : `${names.slice(0, mostNamed).join(', ')} and ${names.length - mostNamed} more`;

import { audit, column, type DemoColumn, type DemoTable } from './table.ts';

/** The fields of the modules google_gmail (installed by itself since 16) and microsoft_outlook (since 19). */
const oauth: readonly DemoColumn[] = [
  column('google_gmail_authorization_code', 'varchar', { from: 16, to: 18 }),
  column('google_gmail_refresh_token', 'varchar', { from: 16 }),
  column('google_gmail_access_token', 'varchar', { from: 16 }),
  column('google_gmail_access_token_expiration', 'integer', { from: 16 }),
  column('microsoft_outlook_refresh_token', 'varchar', { from: 19 }),
  column('microsoft_outlook_access_token', 'varchar', { from: 19 }),
  column('microsoft_outlook_access_token_expiration', 'integer', { from: 19 }),
];

const outgoing: DemoTable = {
  name: 'ir_mail_server',
  columns: [
    column('name', 'varchar', { notNull: true, index: {} }),
    column('from_filter', 'varchar', { from: 15 }),
    column('smtp_host', 'varchar', { to: 16, notNull: true }),
    column('smtp_host', 'varchar', { from: 17 }),
    column('smtp_port', 'integer', { to: 16, notNull: true }),
    column('smtp_port', 'integer', { from: 17 }),
    column('smtp_authentication', 'varchar', { from: 15, notNull: true }),
    column('smtp_user', 'varchar'),
    column('smtp_pass', 'varchar'),
    column('smtp_encryption', 'varchar', { notNull: true }),
    column('smtp_ssl_certificate', 'bytea', { from: 15 }),
    column('smtp_ssl_private_key', 'bytea', { from: 15 }),
    column('smtp_debug', 'boolean'),
    // Since 20 one parameter says it for all servers.
    column('max_email_size', 'double precision', { from: 18, to: 19 }),
    column('sequence', 'integer'),
    column('active', 'boolean'),
    column('owner_user_id', 'integer', { from: 19, references: 'res_users' }),
    column('owner_limit_count', 'integer', { from: 19 }),
    column('owner_limit_time', 'timestamp', { from: 19 }),
    ...oauth,
    ...audit,
  ],
  constraints: [
    {
      name: 'ir_mail_server_certificate_requires_tls',
      definition: `check (smtp_encryption <> 'none' or smtp_authentication <> 'certificate')`,
      from: 18,
    },
    { name: 'ir_mail_server_unique_owner_user_id', definition: 'unique (owner_user_id)', from: 19 },
  ],
};

const incoming: DemoTable = {
  name: 'fetchmail_server',
  columns: [
    column('name', 'varchar', { notNull: true }),
    column('active', 'boolean'),
    column('state', 'varchar', { index: {} }),
    column('server', 'varchar'),
    column('port', 'integer'),
    column('server_type', 'varchar', { notNull: true, index: {} }),
    column('is_ssl', 'boolean'),
    column('attach', 'boolean'),
    column('original', 'boolean'),
    column('date', 'timestamp'),
    column('error_date', 'timestamp', { from: 19 }),
    column('error_message', 'text', { from: 19 }),
    column('user', 'varchar'),
    column('password', 'varchar'),
    column('object_id', 'integer'),
    column('priority', 'integer'),
    column('configuration', 'text'),
    column('script', 'varchar'),
    ...oauth,
    ...audit,
  ],
};

export const serverTables = [outgoing, incoming] as const;

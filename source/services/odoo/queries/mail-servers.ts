import { Buffer } from 'node:buffer';
import type { MailServer, MailServerOwner } from '../../../domain/mail-server.ts';
import type { QueryOptions } from '../../postgres/database.ts';
import { selectColumns, selectSecrets } from '../columns.ts';
import { toDate, toLine, toText } from '../decode.ts';
import type { OdooSchema } from '../schema.ts';
import { type ReadSecret, secretsOf } from '../secrets.ts';
import { type OdooSource, readRows } from '../source.ts';
import { type GrantRow, grantColumns, grantSecrets, toGrant } from './oauth-grant.ts';

const columns = [
  'id',
  'name',
  'active',
  'sequence',
  'smtp_host',
  'smtp_port',
  'smtp_encryption',
  'smtp_authentication',
  'smtp_user',
  'from_filter',
  'max_email_size',
  'smtp_debug',
  'owner_user_id',
  'owner_limit_count',
  'owner_limit_time',
  // The switches that smtp_authentication replaced in 16.
  'use_google_gmail_service',
  'use_microsoft_outlook_service',
  ...grantColumns,
];

const secrets = ['smtp_pass', 'smtp_ssl_certificate', 'smtp_ssl_private_key', ...grantSecrets];

interface Row extends GrantRow {
  readonly id: number;
  readonly name: string;
  readonly active: boolean | null;
  readonly sequence: number | null;
  readonly smtp_host: string | null;
  readonly smtp_port: number | null;
  readonly smtp_encryption: string;
  readonly smtp_authentication?: string;
  readonly smtp_user: string | null;
  readonly smtp_pass?: string | null;
  readonly smtp_ssl_certificate?: Buffer | null;
  readonly smtp_ssl_private_key?: Buffer | null;
  readonly from_filter?: string | null;
  readonly max_email_size?: number | null;
  readonly smtp_debug: boolean | null;
  readonly owner_user_id?: number | null;
  readonly owner_limit_count?: number | null;
  readonly owner_limit_time?: number | null;
  readonly use_google_gmail_service?: boolean | null;
  readonly use_microsoft_outlook_service?: boolean | null;
}

/** Run on Odoo 14–19. In Odoo's own order: `sequence` up to 16, `sequence, id` from 17. */
const compose = (schema: OdooSchema): string => `
  select ${selectColumns(schema, 'ir_mail_server', 's', columns)}
    ${selectSecrets(schema, 'ir_mail_server', 's', secrets)}
  from ir_mail_server s
  order by s.sequence, s.id`;

/** Every outgoing server, archived ones too, in the order in which Odoo tries them. Cost: a table of some rows. */
export const readMailServers = async (source: OdooSource, options?: QueryOptions): Promise<readonly MailServer[]> => {
  const statement = { what: 'the outgoing mail servers (ir_mail_server)', text: compose(source.schema) };
  const rows = await readRows<Row>(source, statement, options);
  const secret = secretsOf(source.schema, 'ir_mail_server');
  return rows.map((row) => toMailServer(row, secret));
};

const toMailServer = (row: Row, secret: ReadSecret): MailServer => {
  const authentication = toAuthentication(row);
  return {
    id: row.id,
    name: toLine(row.name),
    active: row.active === true,
    sequence: row.sequence,
    host: toText(row.smtp_host),
    port: row.smtp_port,
    encryption: toLine(row.smtp_encryption),
    authentication,
    user: toText(row.smtp_user),
    password: secret('smtp_pass', row.smtp_pass),
    certificate: secret('smtp_ssl_certificate', decodeFile(row.smtp_ssl_certificate)),
    privateKey: secret('smtp_ssl_private_key', decodeFile(row.smtp_ssl_private_key)),
    fromFilter: toText(row.from_filter),
    maxEmailSize: row.max_email_size,
    debug: row.smtp_debug === true,
    oauth: toGrant(row, authentication, secret),
    owner: toOwner(row),
  };
};

const toAuthentication = (row: Row): string => {
  if (row.use_google_gmail_service === true) return 'gmail';
  if (row.use_microsoft_outlook_service === true) return 'outlook';
  return toLine(row.smtp_authentication) ?? 'login';
};

const toOwner = (row: Row): MailServerOwner | null | undefined => {
  const userId = row.owner_user_id;
  if (userId === null || userId === undefined) return userId;
  return { userId, count: row.owner_limit_count ?? null, countedSince: toDate(row.owner_limit_time) ?? null };
};

/** Odoo keeps an uploaded file as its base64 text in a bytea. */
const decodeFile = (file: Buffer | null | undefined): string | null =>
  file === null || file === undefined ? null : Buffer.from(file.toString('latin1'), 'base64').toString('utf8');

import { Buffer } from 'node:buffer';
import type { MailServer, MailServerOwner } from '../../../../domain/odoo/mail-server.ts';
import { toStaticFrom } from '../../../../domain/odoo/static-from.ts';
import { traitsOf } from '../../../../domain/odoo/traits.ts';
import type { QueryOptions } from '../../../postgres/database.ts';
import { toDate, toLine, toText } from '../../decode.ts';
import { selectColumns, selectSecrets } from '../../odoo-columns.ts';
import { findColumn, type OdooSchema } from '../../odoo-schema.ts';
import { type ReadSecret, secretsOf } from '../../odoo-secrets.ts';
import { type OdooSource, readRows } from '../../odoo-source.ts';
import { judgeServerValues, type ServerSources, valueColumns } from '../../server-values.ts';
import { type GrantRow, grantColumns, grantSecrets, toGrant } from './read-oauth-grant.ts';

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
  // Of OCA's mail_outbound_static.
  'smtp_from',
  'domain_whitelist',
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

/** Of OCA's server_environment (mail_environment). */
const defaultsColumn = 'server_env_defaults';

const secrets = ['smtp_pass', 'smtp_ssl_certificate', 'smtp_ssl_private_key', ...grantSecrets];

interface Row extends GrantRow {
  readonly id: number;
  readonly name: string;
  readonly active: boolean | null;
  readonly sequence: number | null;
  readonly smtp_host?: string | null;
  readonly smtp_port?: number | null;
  readonly smtp_encryption?: string | null;
  readonly smtp_authentication?: string;
  readonly smtp_user?: string | null;
  readonly smtp_pass?: string | null;
  readonly smtp_ssl_certificate?: Buffer | null;
  readonly smtp_ssl_private_key?: Buffer | null;
  readonly from_filter?: string | null;
  readonly smtp_from?: string | null;
  readonly domain_whitelist?: string | null;
  readonly max_email_size?: number | null;
  readonly smtp_debug?: boolean | null;
  /** server_env_defaults, a JSON that holds a password in clear: the name keeps it out of what is shown. */
  readonly secret_defaults?: string | null;
  readonly is_encrypted?: boolean;
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
    ${findColumn(schema, 'ir_mail_server', defaultsColumn) === undefined ? '' : `, s.${defaultsColumn}::text as secret_defaults`}
    ${isEncrypted(schema)}
  from ir_mail_server s
  order by s.sequence, s.id`;

/** OCA's server_environment_data_encryption names the record `ir.mail_server,ID`. */
const isEncrypted = (schema: OdooSchema): string => {
  const name = findColumn(schema, 'encrypted_data', 'name');
  if (name === undefined) return '';
  return name.readable
    ? ", exists (select from encrypted_data e where e.name = 'ir.mail_server,' || s.id) as is_encrypted"
    : ', true as is_encrypted';
};

/** Every outgoing server, archived ones too, in the order in which Odoo tries them. Cost: a table of some rows. */
export const readMailServers = async (source: OdooSource, options?: QueryOptions): Promise<readonly MailServer[]> => {
  const { schema, environment, modules } = source;
  const what = 'the outgoing mail servers (ir_mail_server)';
  const rows = await readRows<Row>(source, { what, text: compose(schema) }, options);
  const secret = secretsOf(schema, 'ir_mail_server');
  const sources: ServerSources = {
    byModule: modules.has('mail_environment') || findColumn(schema, 'ir_mail_server', defaultsColumn) !== undefined,
    missing: valueColumns.filter((column) => findColumn(schema, 'ir_mail_server', column) === undefined),
    environment,
  };
  const readFile = traitsOf(source.version.series).rawCertificates ? readRaw : decodeFile;
  return rows.map((row) => toMailServer(row, sources, { secret, readFile }));
};

const toMailServer = (
  row: Row,
  sources: ServerSources,
  { secret, readFile }: { readonly secret: ReadSecret; readonly readFile: typeof decodeFile },
): MailServer => {
  const authentication = toAuthentication(row);
  const values = judgeServerValues(
    {
      name: row.name,
      host: toText(row.smtp_host),
      port: row.smtp_port,
      encryption: toLine(row.smtp_encryption),
      user: toText(row.smtp_user),
      defaults: row.secret_defaults,
      isEncrypted: row.is_encrypted === true,
    },
    sources,
  );
  // A password that Odoo does not use is none of ours: nothing may send it anywhere.
  const password = values.detached === null ? secret('smtp_pass', row.smtp_pass) : ({ kind: 'none' } as const);
  return {
    id: row.id,
    name: toLine(row.name),
    active: row.active === true,
    sequence: row.sequence,
    ...values,
    authentication,
    password,
    certificate: secret('smtp_ssl_certificate', readFile(row.smtp_ssl_certificate)),
    privateKey: secret('smtp_ssl_private_key', readFile(row.smtp_ssl_private_key)),
    fromFilter: toText(row.from_filter),
    ...(row.smtp_from === undefined
      ? {}
      : { staticFrom: toStaticFrom(toLine(row.smtp_from), toLine(row.domain_whitelist)) }),
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

const readRaw = (file: Buffer | null | undefined): string | null => file?.toString('utf8') ?? null;

/** Up to 19 Odoo keeps an uploaded file as its base64 text in a bytea. */
const decodeFile = (file: Buffer | null | undefined): string | null =>
  file === null || file === undefined ? null : Buffer.from(file.toString('latin1'), 'base64').toString('utf8');

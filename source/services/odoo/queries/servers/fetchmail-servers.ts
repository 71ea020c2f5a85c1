import type { FetchmailServer } from '../../../../domain/odoo/fetchmail-server.ts';
import type { QueryOptions } from '../../../postgres/database.ts';
import { toDate, toLine, toText } from '../../decode.ts';
import { selectColumns, selectSecrets } from '../../odoo-columns.ts';
import { hasTable, type OdooSchema } from '../../odoo-schema.ts';
import { type ReadSecret, secretsOf } from '../../odoo-secrets.ts';
import { type OdooSource, readRows } from '../../odoo-source.ts';
import { type GrantRow, grantColumns, grantSecrets, toGrant } from './read-oauth-grant.ts';

const columns = [
  'id',
  'name',
  'active',
  'state',
  'server_type',
  'server',
  'port',
  'is_ssl',
  'user',
  'date',
  'error_date',
  'error_message',
  ...grantColumns,
];

interface Row extends GrantRow {
  readonly id: number;
  readonly name: string;
  readonly active: boolean | null;
  readonly state: string | null;
  readonly server_type: string;
  readonly server: string | null;
  readonly port: number | null;
  readonly is_ssl: boolean | null;
  readonly user: string | null;
  readonly password?: string | null;
  readonly date: number | null;
  readonly error_date?: number | null;
  readonly error_message?: string | null;
}

/** Run on Odoo 14–19. */
const compose = (schema: OdooSchema): string => `
  select ${selectColumns(schema, 'fetchmail_server', 's', columns)}
    ${selectSecrets(schema, 'fetchmail_server', 's', ['password', ...grantSecrets])}
  from fetchmail_server s
  order by s.priority, s.id`;

/**
 * Every incoming server, archived ones too; undefined where Odoo has none at all (14 and 15 without the fetchmail
 * module). Cost: a table of some rows.
 */
export const readFetchmailServers = async (
  source: OdooSource,
  options?: QueryOptions,
): Promise<readonly FetchmailServer[] | undefined> => {
  if (!hasTable(source.schema, 'fetchmail_server')) return undefined;
  const statement = { what: 'the incoming mail servers (fetchmail_server)', text: compose(source.schema) };
  const rows = await readRows<Row>(source, statement, options);
  const secret = secretsOf(source.schema, 'fetchmail_server');
  return rows.map((row) => toFetchmailServer(row, secret));
};

const toFetchmailServer = (row: Row, secret: ReadSecret): FetchmailServer => ({
  id: row.id,
  name: toLine(row.name),
  active: row.active === true,
  state: toLine(row.state),
  type: toLine(row.server_type),
  host: toText(row.server),
  port: row.port,
  tls: row.is_ssl === true,
  user: toText(row.user),
  password: secret('password', row.password),
  fetchedAt: toDate(row.date),
  failedAt: toDate(row.error_date),
  failure: toText(row.error_message),
  oauth: toGrant(row, row.server_type, secret),
});

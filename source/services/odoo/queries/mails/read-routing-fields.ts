import type { RoutingFields } from '../../../../domain/mail/routing-fields.ts';
import { toLine } from '../../decode.ts';
import { findColumn, type OdooSchema } from '../../odoo-schema.ts';

/** The columns of mail_message that decide a mail's way; the alias domain from 17 on. */
export const routingColumns = (schema: OdooSchema): string =>
  ['email_from', 'mail_server_id', 'record_alias_domain_id']
    .filter((column) => findColumn(schema, 'mail_message', column) !== undefined)
    .join(', ');

export interface RoutingRow {
  readonly email_from: string | null;
  readonly mail_server_id: number | null;
  readonly record_alias_domain_id?: number | null;
}

export const toRoutingFields = (row: RoutingRow): RoutingFields => ({
  from: toLine(row.email_from),
  forcedServerId: row.mail_server_id,
  aliasDomainId: row.record_alias_domain_id,
});

import type { OdooSeries } from '../../domain/odoo/odoo-series.ts';
import type { OdooTable } from './schema.ts';

/** The first and the last version that has a column; null where only a module beside mail adds it. */
type Span = readonly [first: OdooSeries, last: OdooSeries] | null;

const grant: Readonly<Record<string, Span>> = {
  google_gmail_access_token_expiration: null,
  google_gmail_access_token: null,
  google_gmail_refresh_token: null,
  microsoft_outlook_access_token_expiration: null,
  microsoft_outlook_access_token: null,
  microsoft_outlook_refresh_token: null,
};

/**
 * Columns that not every version has, of those that readers ask for by name. Every other column is in 14 to 19 alike,
 * so that its absence means that somebody dropped it (OCA's database_cleanup offers that) and nothing else.
 */
const spans: Readonly<Partial<Record<OdooTable, Readonly<Record<string, Span>>>>> = {
  ir_mail_server: {
    // What becomes of them is judged by `judgeServerValues`: mail_environment reads none of them.
    smtp_host: null,
    smtp_port: null,
    smtp_encryption: null,
    smtp_user: null,
    smtp_from: null,
    domain_whitelist: null,
    smtp_authentication: [15, 19],
    smtp_ssl_certificate: [15, 19],
    smtp_ssl_private_key: [15, 19],
    from_filter: [15, 19],
    max_email_size: [18, 19],
    owner_user_id: [19, 19],
    owner_limit_count: [19, 19],
    owner_limit_time: [19, 19],
    use_google_gmail_service: null,
    use_microsoft_outlook_service: null,
    ...grant,
  },
  mail_mail: { failure_type: [15, 19], notification: [14, 14], is_notification: [15, 19] },
  mail_message: { record_company_id: [17, 19], record_alias_domain_id: [17, 19] },
  queue_job: { date_enqueued: null, date_started: null, date_done: null, eta: null, exc_name: null, exc_message: null },
  ir_cron: { run_as_queue_job: null, numbercall: [14, 17], failure_count: [18, 19], first_failure_date: [18, 19] },
  fetchmail_server: { error_date: [19, 19], error_message: [19, 19], ...grant },
  res_company: { active: [16, 19], alias_domain_id: [17, 19] },
};

/** Whether an Odoo of that version has the column by itself; an unknown version is held to nothing. */
export const isExpected = (table: OdooTable, column: string, series: OdooSeries | undefined): boolean => {
  const span = spans[table]?.[column];
  if (span === null) return false;
  return span === undefined || (series !== undefined && span[0] <= series && series <= span[1]);
};

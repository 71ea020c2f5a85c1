import type { OdooSeries } from '../../domain/odoo/odoo-series.ts';
import { type OdooTraits, traitsOf } from '../../domain/odoo/traits.ts';
import type { OdooTable } from './odoo-schema.ts';

/** Whether a version has a column; null where only a module beside mail adds it. */
type Owner = ((traits: OdooTraits) => boolean) | null;

const authentication: Owner = ({ serverAuthentication }) => serverAuthentication;
const personal: Owner = ({ personalServers }) => personalServers;
const aliasDomains: Owner = (traits) => traits.aliasDomains;
const failures: Owner = ({ switchesOffFailing }) => switchesOffFailing;
const fetching: Owner = ({ fetchFailures }) => fetchFailures;

const grant: Readonly<Record<string, Owner>> = {
  google_gmail_access_token_expiration: null,
  google_gmail_access_token: null,
  google_gmail_refresh_token: null,
  microsoft_outlook_access_token_expiration: null,
  microsoft_outlook_access_token: null,
  microsoft_outlook_refresh_token: null,
};

/**
 * Columns that not every version has, of those that readers ask for by name. Every other column is in all of them,
 * so that its absence means that somebody dropped it (OCA's database_cleanup offers that) and nothing else.
 */
const owners: Readonly<Partial<Record<OdooTable, Readonly<Record<string, Owner>>>>> = {
  ir_mail_server: {
    // What becomes of them is judged by `judgeServerValues`: mail_environment reads none of them.
    smtp_host: null,
    smtp_port: null,
    smtp_encryption: null,
    smtp_user: null,
    smtp_from: null,
    domain_whitelist: null,
    smtp_authentication: authentication,
    smtp_ssl_certificate: authentication,
    smtp_ssl_private_key: authentication,
    from_filter: ({ fromFilter }) => fromFilter,
    max_email_size: ({ serverSizeLimit }) => serverSizeLimit,
    owner_user_id: personal,
    owner_limit_count: personal,
    owner_limit_time: personal,
    use_google_gmail_service: null,
    use_microsoft_outlook_service: null,
    ...grant,
  },
  mail_mail: {
    failure_type: ({ failureType }) => failureType,
    notification: ({ notificationColumn }) => notificationColumn === 'notification',
    is_notification: ({ notificationColumn }) => notificationColumn === 'is_notification',
  },
  mail_message: { record_company_id: aliasDomains, record_alias_domain_id: aliasDomains },
  queue_job: { date_enqueued: null, date_started: null, date_done: null, eta: null, exc_name: null, exc_message: null },
  ir_cron: {
    run_as_queue_job: null,
    numbercall: ({ callsLeft }) => callsLeft,
    failure_count: failures,
    first_failure_date: failures,
  },
  fetchmail_server: { error_date: fetching, error_message: fetching, ...grant },
  res_company: { active: ({ archivableCompanies }) => archivableCompanies, alias_domain_id: aliasDomains },
};

/** Whether an Odoo of that version has the column by itself; an unknown version is held to nothing. */
export const isExpected = (table: OdooTable, column: string, series: OdooSeries | undefined): boolean => {
  const owner = owners[table]?.[column];
  if (owner === null) return false;
  return owner === undefined || (series !== undefined && owner(traitsOf(series)));
};

import { newestSeries, type OdooSeries } from './odoo-series.ts';

/** Where Odoo's workers see that system parameters were changed. */
type CacheSignal = { readonly kind: 'sequence' | 'table'; readonly name: string };

/**
 * What a version of Odoo has or does on purpose. A later one has it too unless it says otherwise, so each version is
 * written as its difference from the one before.
 */
interface Features {
  /** What tells that a version between two has come this far: a column that this one added. */
  readonly sign: readonly [table: string, column: string];
  /** ir_cron_trigger and the NOTIFY that follows it (base/models/ir_cron.py, `_trigger`, `_notifydb`). */
  readonly cronTriggers: boolean;
  /** The database in which cron workers wait to be called is an option, db_system (odoo/tools/config.py). */
  readonly systemDatabase: boolean;
  /** How a run locks its row (base/models/ir_cron.py, `_acquire_one_job`). */
  readonly cronLock: 'update' | 'no key update';
  /** Sessions are called `odoo-<pid>` (odoo/sql_db.py; odoo/tools/config.py, db_app_name). */
  readonly namedSessions: boolean;
  /** ir_cron.numbercall (base/models/ir_cron.py). */
  readonly callsLeft: boolean;
  /** ir_cron.failure_count: what fails five times in a week is switched off (base/models/ir_cron.py). */
  readonly switchesOffFailing: boolean;
  /** An archived user's actions are not run (base/models/ir_cron.py, `_process_job`). */
  readonly needsActiveUser: boolean;
  /** Cron threads without workers find their databases as prefork workers do (odoo/service/server.py, cron_thread). */
  readonly threadsListDatabases: boolean;
  /** How workers are told of changed parameters (odoo/modules/registry.py; from 19 on odoo/orm/registry.py). */
  readonly cacheSignal: CacheSignal;
  /** odoo.conf's values are read by type: `False` is no number, `yes` is true (odoo/tools/config.py). */
  readonly typedOptions: boolean;
  /** server_wide_modules by default (odoo/tools/config.py). */
  readonly serverWideModules: readonly string[];
  /** The question that tells whether a user may touch a record (odoo/orm/models.py, `has_access`; before, odoo/models.py). */
  readonly hasAccess: boolean;

  /** ir_mail_server.from_filter, by which a server is chosen (base/models/ir_mail_server.py, `_find_mail_server`). */
  readonly fromFilter: boolean;
  /** Commas part a from_filter (base/models/ir_mail_server.py, `_parse_from_filter`). */
  readonly severalFilters: boolean;
  /** From is reduced to its first address, folded, before it is compared (mail/models/mail_mail.py, base/models/ir_mail_server.py). */
  readonly normalizedFrom: boolean;
  /** Of several addresses in From the first sends (base/models/ir_mail_server.py, mail/models/mail_mail.py). */
  readonly sendsAsFirstAuthor: boolean;
  /** Builds before odoo/odoo pull request 146801 (January 2024) exist, which fall back to the author's From. */
  readonly authorFallback: boolean;
  /** ir_mail_server.smtp_authentication and its certificate (base/models/ir_mail_server.py). */
  readonly serverAuthentication: boolean;
  /** A server with authentication `cli` takes odoo.conf's host and port (base/models/ir_mail_server.py, `_connect__`). */
  readonly hostByConfiguration: boolean;
  /** A mail that names an archived server fails (base/models/ir_mail_server.py, `_check_forced_mail_server`). */
  readonly refusesArchivedServer: boolean;
  /** ir_mail_server.owner_user_id (mail/models/ir_mail_server.py). */
  readonly personalServers: boolean;
  /** `starttls_strict` and `ssl_strict` (base/models/ir_mail_server.py, smtp_encryption). */
  readonly verifyingModes: boolean;
  /** Larger mails get links to their attachments (mail/models/mail_mail.py, `_prepare_outgoing_list`). */
  readonly linksForLargeMail: boolean;
  /** ir_mail_server.max_email_size (base/models/ir_mail_server.py). */
  readonly serverSizeLimit: boolean;
  /** Megabytes, where neither a server nor base.default_max_email_size says (base/models/ir_mail_server.py). */
  readonly defaultSizeLimit: number;
  /** Certificates and keys are stored as they are, no longer as base64 (base/models/ir_mail_server.py, Binary fields). */
  readonly rawCertificates: boolean;

  /** mail.alias.domain in place of system parameters (mail/models/mail_alias_domain.py). */
  readonly aliasDomains: boolean;
  /** mail.default.from may hold a whole address (base/models/ir_mail_server.py, `_get_default_from_address`). */
  readonly wholeDefaultFrom: boolean;
  /** The bounce address without mail.bounce.alias (base/models/ir_mail_server.py, `_get_default_bounce_address`). */
  readonly defaultBounceAlias: string | null;
  /** The bounce address names mail and document, unless mail.bounce.alias.static is set (mail/models/mail_mail.py, `_send`). */
  readonly trackingBounce: boolean;
  /** Quotes are no part of an envelope address (base/models/ir_mail_server.py, address_pattern). */
  readonly unquotedEnvelope: boolean;
  /** res_company.active (base/models/res_company.py). */
  readonly archivableCompanies: boolean;

  /** mail.mail.queue.batch.size limits a run (mail/models/mail_mail.py, `process_email_queue`). */
  readonly batchParameter: boolean;
  /** The mails of a batch where nothing is set (mail/models/mail_mail.py, `process_email_queue`). */
  readonly batchSize: number;
  /** Batches that one run is to take, one after the other; all there are from 20 on (base/models/ir_cron.py, `_run_job`). */
  readonly batchesPerRun: number;
  /** What mail.session.batch.size 0 stands for: 1000, or no mail at all (mail/models/mail_mail.py, `_split_by_mail_configuration`). */
  readonly zeroSessionSize: 'default' | 'nothing';
  /** As many notifications leave at once, more wait for the queue (mail/models/mail_thread.py, `_notify_thread_by_email`). */
  readonly mostAtOnce: number;
  /** Email Cc without a To makes a message (mail/models/mail_mail.py, `_prepare_outgoing_list`). */
  readonly plainCcAlone: boolean;
  /** Any separator parts the addresses of one field (odoo/tools/mail.py, `email_split_and_format_normalize`). */
  readonly partsAnySeparator: boolean;
  /** Which column says that a mail has a message of the chatter (mail/models/mail_mail.py). */
  readonly notificationColumn: 'notification' | 'is_notification';
  /** mail_mail.failure_type (mail/models/mail_mail.py). */
  readonly failureType: boolean;
  /** What failure_type says while a mail is being sent (mail/models/mail_mail.py, `_send`). */
  readonly failureTypeWhileSending: 'unknown' | null;
  /** scheduled_date is checked when it is written; before, any text goes in (mail/models/mail_mail.py). */
  readonly checkedDates: boolean;
  /** fetchmail_server.error_date (mail/models/fetchmail.py). */
  readonly fetchFailures: boolean;
}

/** What a version does by mistake, or differently from what it means to. Nothing of this is inherited. */
interface Faults {
  /**
   * A run means to go on and stops after one batch, because its own progress does not count the rest (19.0; odoo/odoo
   * pull request 282892).
   */
  readonly stopsAfterOneBatch: boolean;
  /** "Probably due do sending an email without computed recipients" (mail/models/mail_mail.py, `_send`). */
  readonly misspelsInterrupted: boolean;
}

export interface OdooTraits extends Features, Faults {}

const features14: Features = {
  sign: ['mail_mail', 'id'],
  cronTriggers: false,
  systemDatabase: false,
  cronLock: 'update',
  namedSessions: false,
  callsLeft: true,
  switchesOffFailing: false,
  needsActiveUser: false,
  threadsListDatabases: false,
  cacheSignal: { kind: 'sequence', name: 'base_cache_signaling' },
  typedOptions: false,
  serverWideModules: ['base', 'web'],
  hasAccess: false,

  fromFilter: false,
  severalFilters: false,
  normalizedFrom: false,
  sendsAsFirstAuthor: false,
  authorFallback: true,
  serverAuthentication: false,
  hostByConfiguration: false,
  refusesArchivedServer: false,
  personalServers: false,
  verifyingModes: false,
  linksForLargeMail: false,
  serverSizeLimit: false,
  defaultSizeLimit: 10,
  rawCertificates: false,

  aliasDomains: false,
  wholeDefaultFrom: false,
  defaultBounceAlias: 'postmaster-odoo',
  trackingBounce: true,
  unquotedEnvelope: false,
  archivableCompanies: false,

  batchParameter: false,
  batchSize: 10_000,
  batchesPerRun: 1,
  zeroSessionSize: 'nothing',
  mostAtOnce: 50,
  plainCcAlone: false,
  partsAnySeparator: false,
  notificationColumn: 'notification',
  failureType: false,
  failureTypeWhileSending: null,
  checkedDates: false,
  fetchFailures: false,
};

const features15: Features = {
  ...features14,
  sign: ['ir_cron_trigger', 'call_at'],
  cronTriggers: true,
  cronLock: 'no key update',
  fromFilter: true,
  serverAuthentication: true,
  wholeDefaultFrom: true,
  trackingBounce: false,
  unquotedEnvelope: true,
  notificationColumn: 'is_notification',
  failureType: true,
  checkedDates: true,
};

const features16: Features = {
  ...features15,
  sign: ['res_company', 'active'],
  namedSessions: true,
  refusesArchivedServer: true,
  defaultBounceAlias: null,
  archivableCompanies: true,
};

const features17: Features = {
  ...features16,
  sign: ['mail_alias_domain', 'id'],
  cacheSignal: { kind: 'sequence', name: 'base_cache_signaling_default' },
  severalFilters: true,
  normalizedFrom: true,
  hostByConfiguration: true,
  aliasDomains: true,
  batchParameter: true,
  zeroSessionSize: 'default',
  mostAtOnce: 100,
  plainCcAlone: true,
};

const features18: Features = {
  ...features17,
  sign: ['ir_cron_progress', 'id'],
  callsLeft: false,
  switchesOffFailing: true,
  hasAccess: true,
  sendsAsFirstAuthor: true,
  authorFallback: false,
  linksForLargeMail: true,
  serverSizeLimit: true,
  batchSize: 1_000,
  batchesPerRun: 10,
  partsAnySeparator: true,
};

const features19: Features = {
  ...features18,
  sign: ['ir_mail_server', 'owner_user_id'],
  needsActiveUser: true,
  threadsListDatabases: true,
  cacheSignal: { kind: 'table', name: 'orm_signaling_stable' },
  typedOptions: true,
  serverWideModules: ['base', 'rpc', 'web'],
  personalServers: true,
  verifyingModes: true,
  failureTypeWhileSending: 'unknown',
  fetchFailures: true,
};

const features20: Features = {
  ...features19,
  sign: ['mail_mail_res_partner_cc_rel', 'mail_mail_id'],
  systemDatabase: true,
  serverSizeLimit: false,
  defaultSizeLimit: 20,
  rawCertificates: true,
  batchesPerRun: Number.POSITIVE_INFINITY,
};

const traits: Readonly<Record<OdooSeries, OdooTraits>> = {
  14: { ...features14, stopsAfterOneBatch: false, misspelsInterrupted: true },
  15: { ...features15, stopsAfterOneBatch: false, misspelsInterrupted: true },
  16: { ...features16, stopsAfterOneBatch: false, misspelsInterrupted: false },
  17: { ...features17, stopsAfterOneBatch: false, misspelsInterrupted: false },
  18: { ...features18, stopsAfterOneBatch: false, misspelsInterrupted: false },
  19: { ...features19, stopsAfterOneBatch: true, misspelsInterrupted: false },
  20: { ...features20, stopsAfterOneBatch: false, misspelsInterrupted: false },
};

/** How that version works; where the version is not known, how the newest does. */
export const traitsOf = (series: OdooSeries | undefined): OdooTraits => traits[series ?? newestSeries];

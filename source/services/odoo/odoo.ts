import { UserError } from '../../domain/errors.ts';
import { parseOdooVersion } from '../../domain/odoo-version.ts';
import type { ServerEnvironment } from '../../domain/server-environment.ts';
import { findReadObstacle } from '../../domain/write-obstacle.ts';
import type { Database, QueryOptions } from '../postgres/database.ts';
import { describeConnection } from './connection.ts';
import { readCronWorkers } from './cron-workers.ts';
import { toLine } from './decode.ts';
import { readAliasDomains } from './queries/alias-domains.ts';
import { readAttachmentLinks } from './queries/attachment-links.ts';
import { readAttachments } from './queries/attachments.ts';
import { readBackendStart } from './queries/backend-start.ts';
import { readCancelCandidates } from './queries/cancel-candidates.ts';
import { readCompanies } from './queries/companies.ts';
import { readCronProgress } from './queries/cron-progress.ts';
import { readCronTriggers } from './queries/cron-triggers.ts';
import { readCrons } from './queries/crons.ts';
import { readDueMails } from './queries/due-mails.ts';
import { readExcludedCrons } from './queries/excluded-crons.ts';
import { readExistingDocuments } from './queries/existing-documents.ts';
import { readFailedNotifications } from './queries/failed-notifications.ts';
import { readFeederActions } from './queries/feeder-actions.ts';
import { readFeederBacklog } from './queries/feeder-backlog.ts';
import { readFetchmailServers } from './queries/fetchmail-servers.ts';
import { readHeldMails } from './queries/held-mails.ts';
import { readHomelessAliases } from './queries/homeless-aliases.ts';
import { readLastSent } from './queries/last-sent.ts';
import { readMailContent } from './queries/mail-content.ts';
import { estimateMails } from './queries/mail-estimate.ts';
import { readMailGroups } from './queries/mail-groups.ts';
import { readMailLocks } from './queries/mail-locks.ts';
import { readMailOutcomes } from './queries/mail-outcomes.ts';
import { readMailServers } from './queries/mail-servers.ts';
import { readMailSizes } from './queries/mail-sizes.ts';
import { readMails } from './queries/mails.ts';
import { readMatchingMails } from './queries/matching-mails.ts';
import { readModules } from './queries/modules.ts';
import { readOauthApplications } from './queries/oauth-applications.ts';
import { readOwner } from './queries/owner.ts';
import { readParameterRows } from './queries/parameter-rows.ts';
import { findOverrides, readParameters } from './queries/parameters.ts';
import { readPurgeCandidates } from './queries/purge-candidates.ts';
import { readPurgedAttachments } from './queries/purged-attachments.ts';
import { readQueueCron } from './queries/queue-cron.ts';
import { readQueueJobs } from './queries/queue-jobs.ts';
import { readQueueLock } from './queries/queue-lock.ts';
import { readRecentRefusals } from './queries/recent-refusals.ts';
import { readRecipientFlaws } from './queries/recipient-flaws.ts';
import { readRecipients } from './queries/recipients.ts';
import { readReferences } from './queries/references.ts';
import { readRelatedMails } from './queries/related-mails.ts';
import { readRetryCandidates } from './queries/retry-candidates.ts';
import { readRowText } from './queries/row-text.ts';
import { readRowsText } from './queries/rows-text.ts';
import { readSenders } from './queries/senders.ts';
import { readSentMails } from './queries/sent-mails.ts';
import { readSessions } from './queries/sessions.ts';
import { readSurroundings } from './queries/surroundings.ts';
import { readTrackedLosses } from './queries/tracked-losses.ts';
import { findModules, readUnknownColumns } from './queries/unknown-columns.ts';
import { readInstalledVersions } from './queries/version.ts';
import { readWholeRows } from './queries/whole-rows.ts';
import { findNotificationTable, hasTable, readSchema } from './schema.ts';
import { readSendingVolume } from './sending-volume.ts';
import { readSharedUuid } from './shared-uuid.ts';
import type { OdooSource } from './source.ts';
import { type EvidenceListener, recordStatements } from './sql-evidence.ts';
import { explainTablesElsewhere } from './tables-elsewhere.ts';

/**
 * What an Odoo database says about its mail, the same for every version above this folder.
 *
 * Every reader takes `{signal}` last and states its cost where it is defined. What a version does not have is
 * `undefined`; null is an empty field. Where the role lacks a right the reader throws NotPermittedError, so what was
 * not read is never mistaken for what is not there; readers are small so that one refusal hides little.
 */
export type Odoo = Awaited<ReturnType<typeof openOdoo>>;

/**
 * Finds out which Odoo a database belongs to and what its tables look like.
 * @throws UserError when it is no Odoo database, has no mail module, or a version that is not known.
 * @throws NotPermittedError when the role may not even read the modules.
 */
export const openOdoo = async (database: Database, options?: OpenOptions) =>
  describeOdoo(await openSource(database, options));

interface OpenOptions extends QueryOptions {
  /** What odoo.conf says before the tables do. */
  readonly environment?: ServerEnvironment | undefined;
}

const openSource = async (database: Database, options: OpenOptions | undefined): Promise<OdooSource> => {
  const connection = await describeConnection(database, options);
  const obstacle = findReadObstacle(connection, database.name ?? 'the database');
  if (obstacle !== null) throw new UserError(obstacle.words, obstacle.tryThis);
  const schema = await readSchema(database, options);
  const name = toLine(schema.database);
  const versions = hasTable(schema, 'ir_module_module') && (await readInstalledVersions(database, name, options));
  if (!versions || versions.base === null) {
    const elsewhere = versions === false ? await explainTablesElsewhere(database, name, options) : undefined;
    if (elsewhere !== undefined) throw elsewhere;
    throw new UserError(`Database '${name}' is not an Odoo database.`, 'Choose another one with --database NAME.');
  }
  const version = parseOdooVersion(versions.base);
  if (version === null) {
    throw new UserError(
      `Database '${name}' has Odoo ${versions.base}, which odoo-mail-doctor does not know: it knows 14 to 19.`,
      'Choose another database with --database NAME.',
    );
  }
  const notifications = findNotificationTable(schema);
  if (versions.mail === null || notifications === undefined || !hasTable(schema, 'mail_mail')) {
    throw new UserError(
      `Database '${name}' has Odoo ${version.text} without the Discuss app (module mail): it cannot send mail.`,
      'Choose another database with --database NAME, or install Discuss.',
    );
  }
  return {
    database,
    schema: { ...schema, series: version.series },
    version,
    notifications,
    modules: versions.modules,
    customization: {
      modules: findModules(schema, versions.modules),
      columns: await readUnknownColumns(database, schema, options),
    },
    environment: options?.environment,
    connection,
  };
};

const describeOdoo = (source: OdooSource) => {
  return {
    database: source.schema.database,
    schema: source.schema,
    version: source.version,
    /** What these readers read through: what a standby or a pooler cannot tell is not known. */
    connection: source.connection,
    /** Modules that are installed and change how mail is sent, of those that are known. */
    modulesOfMeaning: source.modules,
    /** The same with what each changes, and the columns that nobody here knows. */
    customization: source.customization,
    /** System parameters that odoo.conf gives before the table does, with the place in it. */
    parameterOverrides: new Map(
      [...findOverrides(source)].map(([key, { line }]) => [key, `${source.environment?.path}, line ${line}`]),
    ),
    notificationTable: source.notifications.name,
    /** The same readers; every statement they run is told to the listener as evidence. */
    recorded: (options: { readonly now: () => Date; readonly listener: EvidenceListener }): OdooReaders =>
      bindReaders({ ...source, database: recordStatements(source.database, options) }),
    ...bindReaders(source),
  };
};

/** Readers alone. */
export type OdooReaders = ReturnType<typeof bindReaders>;

const bindReaders = (source: OdooSource) => {
  const bind =
    <Arguments extends readonly unknown[], Result>(read: (from: OdooSource, ...args: Arguments) => Result) =>
    (...args: Arguments): Result =>
      read(source, ...args);

  return {
    surroundings: bind(readSurroundings),
    owner: bind(readOwner),
    modules: bind(readModules),
    parameters: bind(readParameters),
    parameterRows: bind(readParameterRows),
    oauthApplications: bind(readOauthApplications),
    sharedUuid: bind(readSharedUuid),
    crons: bind(readCrons),
    queueCron: bind(readQueueCron),
    feederActions: bind(readFeederActions),
    feederBacklog: bind(readFeederBacklog),
    cronProgress: bind(readCronProgress),
    cronTriggers: bind(readCronTriggers),
    cronWorkers: bind(readCronWorkers),
    sessions: bind(readSessions),
    queueLock: bind(readQueueLock),
    excludedCrons: bind(readExcludedCrons),
    queueJobs: bind(readQueueJobs),
    backendStart: bind(readBackendStart),
    mailLocks: bind(readMailLocks),
    mailServers: bind(readMailServers),
    fetchmailServers: bind(readFetchmailServers),
    aliasDomains: bind(readAliasDomains),
    homelessAliases: bind(readHomelessAliases),
    companies: bind(readCompanies),
    mails: bind(readMails),
    mailGroups: bind(readMailGroups),
    matchingMails: bind(readMatchingMails),
    mailContent: bind(readMailContent),
    relatedMails: bind(readRelatedMails),
    recipients: bind(readRecipients),
    attachments: bind(readAttachments),
    attachmentLinks: bind(readAttachmentLinks),
    senders: bind(readSenders),
    recipientFlaws: bind(readRecipientFlaws),
    mailSizes: bind(readMailSizes),
    heldMails: bind(readHeldMails),
    dueMails: bind(readDueMails),
    mailEstimate: bind(estimateMails),
    recentRefusals: bind(readRecentRefusals),
    lastSent: bind(readLastSent),
    mailOutcomes: bind(readMailOutcomes),
    retryCandidates: bind(readRetryCandidates),
    cancelCandidates: bind(readCancelCandidates),
    purgeCandidates: bind(readPurgeCandidates),
    purgedAttachments: bind(readPurgedAttachments),
    references: bind(readReferences),
    wholeRows: bind(readWholeRows),
    failedNotifications: bind(readFailedNotifications),
    trackedLosses: bind(readTrackedLosses),
    existingDocuments: bind(readExistingDocuments),
    sendingVolume: bind(readSendingVolume),
    sentMails: bind(readSentMails),
    rowText: bind(readRowText),
    rowsText: bind(readRowsText),
  };
};

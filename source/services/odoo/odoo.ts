import { findReadObstacle } from '../../domain/database/write-obstacle.ts';
import { UserError } from '../../domain/errors.ts';
import { describeUnreadableVersion, parseOdooVersion } from '../../domain/odoo/odoo-version.ts';
import type { ServerEnvironment } from '../../domain/odoo/server-environment.ts';
import type { Database, QueryOptions } from '../postgres/database.ts';
import { askTogether } from './ask-together.ts';
import { toLine } from './decode.ts';
import { describeConnection } from './odoo-connection.ts';
import { findNotificationTable, hasTable, readSchema } from './odoo-schema.ts';
import type { OdooSource } from './odoo-source.ts';
import { readAttachmentLinks } from './queries/attachments/attachment-links.ts';
import { readAttachments } from './queries/attachments/attachments.ts';
import { readPurgedAttachments } from './queries/attachments/purged-attachments.ts';
import { readAliasDomains } from './queries/companies/alias-domains.ts';
import { readCompanies } from './queries/companies/companies.ts';
import { readHomelessAliases } from './queries/companies/homeless-aliases.ts';
import { readCronProgress } from './queries/crons/cron-progress.ts';
import { readCronTriggers } from './queries/crons/cron-triggers.ts';
import { readCrons } from './queries/crons/crons.ts';
import { readExcludedCrons } from './queries/crons/excluded-crons.ts';
import { readQueueLock } from './queries/crons/queue-lock.ts';
import { readQueueCron } from './queries/crons/read-queue-cron.ts';
import { readQueueJobs } from './queries/crons/read-queue-jobs.ts';
import { readFeederActions } from './queries/feeders/feeder-actions.ts';
import { readFeederBacklog } from './queries/feeders/feeder-backlog.ts';
import { readDocumentsByNumber } from './queries/find/documents-by-number.ts';
import { readFoundMails } from './queries/find/found-mails.ts';
import { readMessagesByKey } from './queries/find/messages-by-key.ts';
import { readMessagesOfContacts } from './queries/find/messages-of-contacts.ts';
import { walkContacts } from './queries/find/walk-contacts.ts';
import { walkMails } from './queries/find/walk-mails.ts';
import { walkMessages } from './queries/find/walk-messages.ts';
import { readModuleBeginnings } from './queries/history/module-beginnings.ts';
import { readRecordStamps } from './queries/history/record-stamps.ts';
import { readTrackedValues } from './queries/history/tracked-values.ts';
import { readUserNames } from './queries/history/user-names.ts';
import { readCancelCandidates } from './queries/mails/cancel-candidates.ts';
import { readDueMails } from './queries/mails/due-mails.ts';
import { readHeldMails } from './queries/mails/held-mails.ts';
import { readLastSent } from './queries/mails/last-sent.ts';
import { readMailContent } from './queries/mails/mail-content.ts';
import { estimateMails } from './queries/mails/mail-estimate.ts';
import { readMailGroups } from './queries/mails/mail-groups.ts';
import { readMailOutcomes } from './queries/mails/mail-outcomes.ts';
import { readMailSizes } from './queries/mails/mail-sizes.ts';
import { readMails } from './queries/mails/mails.ts';
import { readMatchingMails } from './queries/mails/matching-mails.ts';
import { readPurgeCandidates } from './queries/mails/purge-candidates.ts';
import { readRecentRefusals } from './queries/mails/recent-refusals.ts';
import { readRelatedMails } from './queries/mails/related-mails.ts';
import { readRetryCandidates } from './queries/mails/retry-candidates.ts';
import { readSenders } from './queries/mails/senders.ts';
import { readSentMails } from './queries/mails/sent-mails.ts';
import { readParameterRows } from './queries/parameters/parameter-rows.ts';
import { findOverrides, readParameters } from './queries/parameters/parameters.ts';
import { readBounceTraces } from './queries/recipients/bounce-traces.ts';
import { readBounces } from './queries/recipients/bounces.ts';
import { readFailedNotifications } from './queries/recipients/failed-notifications.ts';
import { readIncomingMail } from './queries/recipients/incoming-mail.ts';
import { readRecipientFlaws } from './queries/recipients/recipient-flaws.ts';
import { readRecipients } from './queries/recipients/recipients.ts';
import { readTrackedLosses } from './queries/recipients/tracked-losses.ts';
import { readExistingDocuments } from './queries/rows/existing-documents.ts';
import { readReferences } from './queries/rows/references.ts';
import { readRowText } from './queries/rows/row-text.ts';
import { readRowsText } from './queries/rows/rows-text.ts';
import { readWholeRows } from './queries/rows/whole-rows.ts';
import { readModules } from './queries/schema/modules.ts';
import { readInstalledVersions } from './queries/schema/read-version.ts';
import { findModules, readUnknownColumns } from './queries/schema/unknown-columns.ts';
import { readFetchmailServers } from './queries/servers/fetchmail-servers.ts';
import { readMailServers } from './queries/servers/mail-servers.ts';
import { readOauthApplications } from './queries/servers/oauth-applications.ts';
import { readBackendStart } from './queries/sessions/backend-start.ts';
import { readOwner } from './queries/sessions/database-owner.ts';
import { readMailLocks } from './queries/sessions/mail-locks.ts';
import { readSessions } from './queries/sessions/sessions.ts';
import { readSurroundings } from './queries/sessions/surroundings.ts';
import { readSystemDatabases } from './queries/sessions/system-databases.ts';
import { readCronWorkers } from './read-cron-workers.ts';
import { readReceiverVolume } from './read-receiver-volume.ts';
import { readSendingVolume } from './read-sending-volume.ts';
import { settleVersion } from './settle-version.ts';
import { readSharedUuid } from './shared-uuid.ts';
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
  /** What db_system is said to be (20), by each that says it. */
  readonly systemDatabases?: readonly string[];
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
  const parsed = parseOdooVersion(versions.base);
  const version = parsed === null ? null : settleVersion(parsed, schema);
  if (version === null) {
    throw new UserError(
      `Database '${name}' has Odoo ${versions.base}, ${describeUnreadableVersion(versions.base)}.`,
      'Choose another database with --database NAME. What needs no Odoo works: odoo-mail-doctor classify, odoo-mail-doctor probe.',
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
    // Of a version that is not known, or not finished, no column is missed.
    schema: version.isNewer || version.isIntermediate ? schema : { ...schema, series: version.series },
    version,
    notifications,
    modules: versions.modules,
    customization: {
      modules: findModules(schema, versions.modules),
      columns: await readUnknownColumns(database, schema, options),
    },
    environment: options?.environment,
    systemDatabases: options?.systemDatabases ?? [],
    connection,
  };
};

const describeOdoo = (source: OdooSource) => {
  const readers = bindReaders(source);
  const together = bindReaders({ ...source, database: askTogether(source.database) });
  const surroundings = askedOnce(together.surroundings);
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
    ...readers,
    surroundings,
    /** The same readers for short reads; those that are called at the same moment ask in one round trip. */
    together: { ...together, surroundings },
  };
};

/** What does not change while a database is open: one answer serves whoever asks later; a failure is asked again. */
const askedOnce = <Value extends object>(read: (options?: QueryOptions) => Promise<Value>): typeof read => {
  let known: Value | undefined;
  return async (options) => {
    known ??= await read(options);
    return known;
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
    systemDatabases: bind(readSystemDatabases),
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
    bounces: bind(readBounces),
    bounceTraces: bind(readBounceTraces),
    incomingMail: bind(readIncomingMail),
    failedNotifications: bind(readFailedNotifications),
    trackedLosses: bind(readTrackedLosses),
    existingDocuments: bind(readExistingDocuments),
    sendingVolume: bind(readSendingVolume),
    receiverVolume: bind(readReceiverVolume),
    sentMails: bind(readSentMails),
    documentsByNumber: bind(readDocumentsByNumber),
    messagesByKey: bind(readMessagesByKey),
    messagesOfContacts: bind(readMessagesOfContacts),
    walkContacts: bind(walkContacts),
    walkMessages: bind(walkMessages),
    walkMails: bind(walkMails),
    foundMails: bind(readFoundMails),
    recordStamps: bind(readRecordStamps),
    userNames: bind(readUserNames),
    trackedValues: bind(readTrackedValues),
    moduleBeginnings: bind(readModuleBeginnings),
    rowText: bind(readRowText),
    rowsText: bind(readRowsText),
  };
};

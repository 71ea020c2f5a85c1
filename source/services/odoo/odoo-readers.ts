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
import { readMatchingInPieces, readMatchingMails } from './queries/mails/matching-mails.ts';
import { readPurgeCandidates } from './queries/mails/purge-candidates.ts';
import { readRecentRefusals } from './queries/mails/recent-refusals.ts';
import { readRelatedMails } from './queries/mails/related-mails.ts';
import { readRetryCandidates } from './queries/mails/retry-candidates.ts';
import { readSelfDeletion } from './queries/mails/self-deletion.ts';
import { readSenders } from './queries/mails/senders.ts';
import { readSentMails } from './queries/mails/sent-mails.ts';
import { readParameterRows } from './queries/parameters/parameter-rows.ts';
import { readParameters } from './queries/parameters/parameters.ts';
import { readBounceTraces } from './queries/recipients/bounce-traces.ts';
import { readBounces } from './queries/recipients/bounces.ts';
import { readFailedNotifications } from './queries/recipients/failed-notifications.ts';
import { readFailuresLeft } from './queries/recipients/failures-left.ts';
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
import { readSharedUuid } from './shared-uuid.ts';

/** Readers alone. */
export type OdooReaders = ReturnType<typeof bindReaders>;

/** The readers of one database. */
export const bindReaders = (source: OdooSource) => {
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
    matchingInPieces: bind(readMatchingInPieces),
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
    selfDeletion: bind(readSelfDeletion),
    failuresLeft: bind(readFailuresLeft),
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

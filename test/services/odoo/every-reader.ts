import { stampedTopics } from '../../../source/domain/odoo/record-stamp.ts';
import type { Odoo } from '../../../source/services/odoo/odoo.ts';
import type { OdooReaders } from '../../../source/services/odoo/odoo-readers.ts';
import { feeders } from '../../../source/services/odoo/read-feeders.ts';

import type { QueryOptions } from '../../../source/services/postgres/database.ts';

/** These tell of whatever tables and columns there are. */
type Whatever = 'references' | 'wholeRows';

/** Every reader by name, called for the mails of those ids. */
export const everyReader = (
  odoo: Odoo,
  ids: readonly number[],
  cronId: number,
  options?: QueryOptions,
): Readonly<Record<Exclude<keyof OdooReaders, Whatever>, () => Promise<unknown>>> => ({
  modules: () => odoo.modules(options),
  parameters: () => odoo.parameters(options),
  oauthApplications: () => odoo.oauthApplications(options),
  sharedUuid: () => odoo.sharedUuid(() => Promise.reject(new Error('not opened')), options),
  crons: () => odoo.crons(options),
  queueCron: () => odoo.queueCron(options),
  cronProgress: () => odoo.cronProgress(cronId, 10, options),
  cronTriggers: () => odoo.cronTriggers(cronId, options),
  mailEstimate: () => odoo.mailEstimate(options),
  cronWorkers: () => odoo.cronWorkers(options),
  sessions: () => odoo.sessions(options),
  queueLock: () => odoo.queueLock(cronId, options),
  backendStart: () => odoo.backendStart(1, options),
  mailLocks: () => odoo.mailLocks(options),
  mailServers: () => odoo.mailServers(options),
  fetchmailServers: () => odoo.fetchmailServers(options),
  aliasDomains: () => odoo.aliasDomains(options),
  companies: () => odoo.companies(options),
  mails: () => odoo.mails(ids, options),
  matchingMails: () =>
    odoo.matchingMails(
      {
        ids,
        states: ['outgoing'],
        serverIds: [1],
        from: 'a',
        to: 'a',
        text: 'a',
        before: new Date(),
        withFailures: true,
      },
      options,
    ),
  matchingInPieces: () => odoo.matchingInPieces({ ids, text: 'a' }, () => undefined, options),
  mailGroups: () => odoo.mailGroups('recipient', ids, options),
  mailContent: () => odoo.mailContent(ids[0] ?? 0, options),
  relatedMails: () => odoo.relatedMails(1, options),
  recipients: () => odoo.recipients(ids, options),
  attachments: () => odoo.attachments(ids, options),
  attachmentLinks: () => odoo.attachmentLinks(ids, options),
  senders: () => odoo.senders(ids, options),
  recipientFlaws: () => odoo.recipientFlaws(ids, options),
  mailSizes: () => odoo.mailSizes(ids, 10, options),
  heldMails: () => odoo.heldMails(ids, options),
  mailOutcomes: () => odoo.mailOutcomes(ids, options),
  selfDeletion: () => odoo.selfDeletion(ids, options),
  failuresLeft: () => odoo.failuresLeft(ids, options),
  purgeCandidates: () => odoo.purgeCandidates(ids, options),
  purgedAttachments: () => odoo.purgedAttachments({ mailIds: ids, messageIds: ids }, options),
  cancelCandidates: () => odoo.cancelCandidates(ids, options),
  retryCandidates: () => odoo.retryCandidates(ids, options),
  bounces: () => odoo.bounces(10, options),
  bounceTraces: () => odoo.bounceTraces(1, options),
  incomingMail: () => odoo.incomingMail(10, options),
  failedNotifications: () => odoo.failedNotifications(10, options),
  existingDocuments: () => odoo.existingDocuments(new Map([['no.such.model', [1]]]), options),
  feederActions: () =>
    odoo.feederActions({ externalIds: ['mail.ir_cron_send_scheduled_message'], methods: ['_fetch_mails'] }, options),
  feederBacklog: async () => {
    const counted = await Promise.all(feeders.map((feeder) => odoo.feederBacklog(feeder, options)));
    // 14 and 15 have none of them as long as no other app is installed.
    return counted.every((each) => each === undefined) ? undefined : counted;
  },
  owner: () => odoo.owner(options),
  surroundings: () => odoo.surroundings(options),
  systemDatabases: () => odoo.systemDatabases(options),
  parameterRows: () => odoo.parameterRows(['mail.catchall.domain'], options),
  excludedCrons: () => odoo.excludedCrons(cronId, options),
  queueJobs: () => odoo.queueJobs({ id: cronId, handsToJobs: true }, options),
  homelessAliases: () => odoo.homelessAliases(options),
  dueMails: () => odoo.dueMails(options),
  recentRefusals: () => odoo.recentRefusals({ of: ids, since: new Date(0), recipientsSince: new Date(0) }, options),
  lastSent: () => odoo.lastSent(new Date(0), options),
  trackedLosses: () => odoo.trackedLosses({ since: new Date(0), limit: 10 }, options),
  rowText: () => odoo.rowText('ir_cron', cronId, ['nextcall'], options),
  rowsText: () => odoo.rowsText('ir_cron', [cronId], ['nextcall'], options),
  documentsByNumber: () => odoo.documentsByNumber('S00001', options),
  messagesByKey: () =>
    odoo.messagesByKey(
      {
        mailId: 1,
        messageId: 2,
        messageIdHeader: '<a@b>',
        documents: [{ model: 'account.move', ids: [1] }],
      },
      10,
      options,
    ),
  messagesOfContacts: () => odoo.messagesOfContacts({ contacts: [1, 2], below: 2_000_000_000, limit: 10 }, options),
  walkContacts: () => odoo.walkContacts({ words: ['a', 'é'], below: 2_000_000_000, rows: 100 }, options),
  walkMessages: () => odoo.walkMessages({ words: ['a', '@'], below: 2_000_000_000, rows: 100 }, options),
  walkMails: () => odoo.walkMails({ words: ['a'], below: 2_000_000_000, rows: 100 }, options),
  foundMails: () => odoo.foundMails(ids, options),
  recordStamps: async () => {
    const stamps = [];
    for (const topic of stampedTopics) stamps.push(await odoo.recordStamps(topic, new Date(0), options));
    return stamps;
  },
  userNames: () => odoo.userNames([1, 2], options),
  trackedValues: () => odoo.trackedValues({ records: [{ model: 'res.partner', id: 1 }], since: new Date(0) }, options),
  moduleBeginnings: () => odoo.moduleBeginnings(['mail'], options),
  sentMails: () => odoo.sentMails(options),
  sendingVolume: () => odoo.sendingVolume({ now: () => new Date(), budget: 60_000 }, options),
  receiverVolume: () => odoo.receiverVolume({ now: () => new Date(0), budget: 60_000 }, options),
});

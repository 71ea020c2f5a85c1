import { catchallCause } from '../causes/catchall/index.ts';
import { alignment } from '../causes/dns/alignment-check.ts';
import { dkim } from '../causes/dns/dkim-check.ts';
import { dmarc } from '../causes/dns/dmarc-check.ts';
import { freeMail } from '../causes/dns/free-mail-check.ts';
import { spf } from '../causes/dns/spf-check.ts';
import { announcementsCheck } from './announcements-check.ts';
import { copiesCheck } from './copies-check.ts';
import { keptMailsCheck } from './kept-mails-check.ts';
import { lastTestCheck } from './last-test-check.ts';
import { logRotationCheck } from './log-rotation/log-rotation-check.ts';
import { rotateLog } from './log-rotation/rotate-log-remedy.ts';
import { oldAfterDays, oldFailuresCheck } from './old-failures-check.ts';
import type { Precaution } from './precaution.ts';
import { providerCheck } from './provider-check.ts';
import { queuePaceCheck, runsOftenEnough } from './queue-pace-check.ts';
import { secondServerCheck } from './second-server-check.ts';
import { watchCheck } from './watch-check.ts';

/**
 * What is better in order before mail stops, in the order in which it is shown. Remedies that a cause declares stand there;
 * checks of a cause are the cause's own, which measures once a run whoever asks.
 */
export const precautions: readonly Precaution[] = [
  {
    id: 'provider',
    title: 'A provider made for sending',
    question: 'Does mail leave through a service that is made for it?',
    checks: [providerCheck],
    remedies: [],
  },
  {
    id: 'monitor',
    title: 'Alerts',
    question: 'Is somebody told when mail stops?',
    checks: [watchCheck],
    remedies: [],
  },
  {
    id: 'log-rotation',
    title: 'Log rotation',
    question: "Is Odoo's log kept from filling the disk?",
    checks: [logRotationCheck],
    remedies: [rotateLog],
  },
  {
    id: 'sender-records',
    title: 'SPF, DKIM, DMARC',
    question: 'Do the domains’ records vouch for what Odoo sends?',
    checks: [spf, dkim, dmarc, alignment, freeMail],
    remedies: [],
  },
  {
    id: 'answers',
    title: 'Answers and bounces',
    question: 'Do answers and bounces come back to Odoo?',
    checks: catchallCause.checks,
    remedies: [],
  },
  {
    id: 'last-test',
    title: 'Tried since the last change',
    question: 'Has anything left since the servers were changed?',
    checks: [lastTestCheck],
    remedies: [],
  },
  {
    id: 'announcements',
    title: 'Announced changes',
    question: 'Has a provider announced what would stop this Odoo?',
    checks: [announcementsCheck],
    remedies: [],
  },
  {
    id: 'queue-pace',
    title: 'Batches and interval',
    question: 'Do batches and interval fit what is sent, and what is allowed?',
    checks: [queuePaceCheck, runsOftenEnough],
    remedies: [],
  },
  {
    id: 'old-failures',
    title: 'Old failures put away',
    question: 'Are failures that nobody will send again put away?',
    checks: [oldFailuresCheck],
    remedies: [],
    mails: `state:exception state:cancel age>${oldAfterDays}d`,
  },
  {
    id: 'second-server',
    title: 'A second server at hand',
    question: 'Is there a server to change over to?',
    checks: [secondServerCheck],
    remedies: [],
  },
  {
    id: 'copies',
    title: 'No copy that sends',
    question: 'Could a copy of this database write to the same customers?',
    checks: [copiesCheck],
    remedies: [],
  },
  {
    id: 'kept-mails',
    title: 'Sent mails delete themselves',
    question: "Does the queue's table stay small?",
    checks: [keptMailsCheck],
    remedies: [],
  },
];

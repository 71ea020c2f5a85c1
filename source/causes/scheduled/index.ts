import type { Cause } from '../../checks/cause.ts';
import { heldCheck, unreadableDateCheck } from './held-check.ts';
import { drainCheck, nextRunCheck } from './next-run-check.ts';
import { messagesCheck } from './scheduled-messages-check.ts';

/** Not a fault, but it explains why mails wait. */
export const scheduledCause: Cause = {
  id: 'scheduled',
  title: 'Mails with a later date',
  question: 'Do mails wait because they are meant to?',
  checks: [heldCheck, unreadableDateCheck, drainCheck, nextRunCheck, messagesCheck],
  remedies: [],
};

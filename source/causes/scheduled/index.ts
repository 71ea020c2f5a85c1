import type { Cause } from '../../checks/cause.ts';
import { heldCheck, unreadableDateCheck } from './held.ts';
import { messagesCheck } from './messages.ts';
import { drainCheck, nextRunCheck } from './next-run.ts';

/** Not a fault, but it explains why mails wait. */
export const scheduledCause: Cause = {
  id: 'scheduled',
  title: 'Meant to wait',
  question: 'Do mails wait because they are meant to?',
  checks: [heldCheck, unreadableDateCheck, drainCheck, nextRunCheck, messagesCheck],
  remedies: [],
};

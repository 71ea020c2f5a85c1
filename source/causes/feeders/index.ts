import type { Cause } from '../../checks/cause.ts';
import { activateFeeder } from './remedies/activate.ts';
import { wakeFeeder } from './remedies/wake.ts';
import { feedersWaitingCheck } from './waiting.ts';

/** Before the queue: invoices, mailings and messages that other scheduled actions are to make mails of. */
export const feedersCause: Cause = {
  id: 'feeders',
  title: 'Mail that is yet to be made',
  question: 'Do the scheduled actions run that make mails?',
  checks: [feedersWaitingCheck],
  remedies: [activateFeeder, wakeFeeder],
};

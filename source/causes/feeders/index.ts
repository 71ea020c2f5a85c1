import type { Cause } from '../../checks/cause.ts';
import { feedersWaitingCheck } from './feeders-waiting-check.ts';
import { activateFeeder } from './remedies/activate-feeder-remedy.ts';
import { wakeFeeder } from './remedies/wake-feeder-remedy.ts';

/** Before the queue: invoices, mailings and messages that other scheduled actions are to make mails of. */
export const feedersCause: Cause = {
  id: 'feeders',
  title: 'Mails still to be made',
  question: 'Do the scheduled actions run that make mails?',
  checks: [feedersWaitingCheck],
  remedies: [activateFeeder, wakeFeeder],
};

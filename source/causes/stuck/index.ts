import type { Cause } from '../../checks/cause.ts';
import { interruptedCheck } from './interrupted-check.ts';
import { locksCheck } from './locks-check.ts';
import { stuckWaitingCheck } from './stuck-waiting-check.ts';

/** The queue runs, and mails stay in it all the same. Sending them again is the retry console's. */
export const stuckCause: Cause = {
  id: 'stuck',
  title: 'Runs of the queue',
  question: 'Does each run of the queue get through?',
  checks: [stuckWaitingCheck, interruptedCheck, locksCheck],
  remedies: [],
};

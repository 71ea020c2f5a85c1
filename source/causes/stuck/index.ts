import type { Cause } from '../../checks/cause.ts';
import { interruptedCheck } from './interrupted.ts';
import { locksCheck } from './locks.ts';
import { stuckWaitingCheck } from './waiting.ts';

/** The queue runs, and mails stay in it all the same. Sending them again is the retry console's. */
export const stuckCause: Cause = {
  id: 'stuck',
  title: 'Stuck sending',
  question: 'Does each run of the queue get through?',
  checks: [stuckWaitingCheck, interruptedCheck, locksCheck],
  remedies: [],
};

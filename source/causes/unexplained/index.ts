import type { Cause } from '../../checks/cause.ts';
import { unexplainedFailuresCheck } from './unexplained-failures-check.ts';

/** What is left when every cause has spoken. */
export const unexplainedCause: Cause = {
  id: 'unexplained',
  title: 'Other reasons',
  question: 'Did mails fail for a reason that no other step explains?',
  checks: [unexplainedFailuresCheck],
  remedies: [],
};

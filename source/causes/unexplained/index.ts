import type { Cause } from '../../checks/cause.ts';
import { failuresCheck } from './failures.ts';

/** What is left when every cause has spoken. */
export const unexplained: Cause = {
  id: 'unexplained',
  title: 'Other failures',
  question: 'Did mails fail for a reason that no other step explains?',
  checks: [failuresCheck],
  remedies: [],
};

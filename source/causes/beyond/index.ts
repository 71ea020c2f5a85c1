import type { Cause } from '../../checks/cause.ts';
import { bouncesRead, bouncesRise } from './bounces-checks.ts';
import { relayQueue } from './relay-queue-check.ts';

/** What became of mail after Odoo called it sent. Nothing of it keeps a mail in Odoo's own queue. */
export const beyondCause: Cause = {
  id: 'beyond',
  title: 'After sending',
  question: 'Does what Odoo handed over arrive?',
  checks: [relayQueue, bouncesRead, bouncesRise],
  remedies: [],
};

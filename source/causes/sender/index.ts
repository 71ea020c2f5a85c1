import type { Cause } from '../../checks/cause.ts';
import { refusedAtOnce } from '../../checks/measure/live-refusals.ts';
import { accepted } from './accepted-check.ts';
import { from } from './from-check.ts';
import { refusedBefore } from './refused-before-check.ts';
import { bounceAddress, defaultFrom } from './remedies/default-from-remedies.ts';
import { emailFrom } from './remedies/email-from-remedy.ts';
import { fromFilter } from './remedies/from-filter-remedy.ts';
import { shareServer } from './remedies/share-server-remedy.ts';
import { smtpUser } from './remedies/smtp-user-remedy.ts';
import { several } from './several-senders-check.ts';

/** Whether servers take mail under the addresses that Odoo sends it as. */
export const senderCause: Cause = {
  id: 'sender',
  title: 'Sender address',
  question: 'May Odoo send as the addresses it uses?',
  checks: [from, accepted, refusedBefore, refusedAtOnce('sender'), several],
  remedies: [fromFilter, bounceAddress, defaultFrom, emailFrom, smtpUser, shareServer],
};

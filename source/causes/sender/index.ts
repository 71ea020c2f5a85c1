import type { Cause } from '../../checks/cause.ts';
import { refusedAtOnce } from '../../checks/measure/live-refusals.ts';
import { accepted } from './accepted.ts';
import { from } from './from.ts';
import { refusedBefore } from './refused-before.ts';
import { bounceAddress, defaultFrom } from './remedies/default-from.ts';
import { emailFrom } from './remedies/email-from.ts';
import { fromFilter } from './remedies/from-filter.ts';
import { shareServer } from './remedies/share-server.ts';
import { smtpUser } from './remedies/smtp-user.ts';
import { several } from './several.ts';

/** Whether servers take mail under the addresses that Odoo sends it as. */
export const senderCause: Cause = {
  id: 'sender',
  title: 'Sender address',
  question: 'May Odoo send as the addresses it uses?',
  checks: [from, accepted, refusedBefore, refusedAtOnce('sender'), several],
  remedies: [fromFilter, bounceAddress, defaultFrom, emailFrom, smtpUser, shareServer],
};

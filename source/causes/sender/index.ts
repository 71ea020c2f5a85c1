import type { Cause } from '../cause.ts';
import { accepted } from './accepted.ts';
import { from } from './from.ts';
import { refusedBefore } from './refused-before.ts';

/** Whether servers take mail under the addresses that Odoo sends it as. */
export const sender: Cause = {
  id: 'sender',
  title: 'From address not allowed',
  question: 'May Odoo send as the addresses it uses?',
  checks: [from, accepted, refusedBefore],
  remedies: [],
};

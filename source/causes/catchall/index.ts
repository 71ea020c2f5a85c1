import type { Cause } from '../../checks/cause.ts';
import { aliases } from './aliases.ts';
import { domain } from './domain.ts';
import { fetching } from './fetching.ts';
import { exchangers } from './mx.ts';
import { set } from './set.ts';

/** Whether answers and bounces find their way back into Odoo. Nothing of it keeps a mail from leaving. */
export const catchallCause: Cause = {
  id: 'catchall',
  title: 'Catchall domain',
  question: 'Do answers and bounces come back to Odoo?',
  checks: [domain, aliases, exchangers, fetching],
  remedies: [set],
};

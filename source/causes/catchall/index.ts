import type { Cause } from '../../checks/cause.ts';
import { domain } from './alias-domain-check.ts';
import { aliases } from './aliases-check.ts';
import { fetching } from './fetching-check.ts';
import { exchangers } from './mail-exchangers-check.ts';
import { set } from './set-catchall-remedy.ts';

/** Whether answers and bounces find their way back into Odoo. Nothing of it keeps a mail from leaving. */
export const catchallCause: Cause = {
  id: 'catchall',
  title: 'Catchall domain',
  question: 'Do answers and bounces come back to Odoo?',
  checks: [domain, aliases, exchangers, fetching],
  remedies: [set],
};

import type { OdooSeries } from '../../../domain/odoo-series.ts';
import { loginRefused, type StoredFailure } from './failures.ts';

/** The name under which the demo's DNS knows the server that plays Google's. */
export const gmailHost = 'smtp.gmail.com';

/** What Odoo keeps when Gmail refuses a password (two lines; the second ends in a host's name). */
export function gmailRefusal(series: OdooSeries): StoredFailure {
  const lines = [
    '5.7.8 Username and Password not accepted. For more information, go to',
    '5.7.8  https://support.google.com/mail/?p=BadCredentials 5b1f17b1804b1-4779fe7ff5csm12345485e9.11 - gsmtp',
  ];
  return loginRefused(series, 535, lines.join('\n'));
}

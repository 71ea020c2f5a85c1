import type { OdooSeries } from '../odoo/odoo-series.ts';
import { traitsOf } from '../odoo/traits.ts';

const upTo14 = /[^ ,<@]+@[^> ,]+/g;
const from15 = /[^" ,<@]+@[^>" ,]+/g;

/**
 * The address that Odoo takes out of a header for MAIL FROM: the last one, however the header is written; null where
 * it finds none and refuses to send. Its domain becomes ASCII on the wire. (`extract_rfc2822_addresses`, ir_mail_server.py)
 */
export const findEnvelopeAddress = (text: string, series: OdooSeries): string | null =>
  text.match(traitsOf(series).unquotedEnvelope ? from15 : upTo14)?.at(-1) ?? null;

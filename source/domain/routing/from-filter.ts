import type { OdooSeries } from '../odoo/odoo-series.ts';
import { traitsOf } from '../odoo/traits.ts';
import { normalizeAddress, normalizeDomainOf } from './normalize.ts';

/** An address or a domain each. Up to 16 the text is one of them as it stands, commas and spaces included; 17 parts it. */
const partsOf = (filter: string, series: OdooSeries): readonly string[] => {
  if (!traitsOf(series).severalFilters) return [filter];
  return filter
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
};

/** A domain as Odoo compares it: lower case, spaces kept; null where it is none (`email_domain_normalize`). */
const foldDomain = (part: string): string | null => (part.includes('@') ? null : part.toLowerCase());

/** Whether a filter names this very address. */
export const namesAddress = (filter: string, address: string, series: OdooSeries): boolean =>
  partsOf(filter, series).some((part) => normalizeAddress(part) === address);

/** Whether a filter names this domain. */
export const namesDomain = (filter: string, domain: string | null, series: OdooSeries): boolean =>
  domain !== null && partsOf(filter, series).some((part) => foldDomain(part) === domain);

/** Whether a server with this filter may send from an address; one without a filter may (`_match_from_filter`). */
export const allowsSender = (filter: string | null, sender: string | null, series: OdooSeries): boolean => {
  if (filter === null || filter === '') return true;
  const address = normalizeAddress(sender);
  const domain = normalizeDomainOf(sender);
  return partsOf(filter, series).some((part) =>
    part.includes('@') ? normalizeAddress(part) === address : foldDomain(part) === domain,
  );
};

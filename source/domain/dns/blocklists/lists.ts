import type { Blocklist } from './blocklist.ts';

/** Spamhaus: docs.spamhaus.com, "Available Zones", read 2026-11-24. */
const spamhaus: readonly Blocklist[] = [
  {
    zone: 'zen.spamhaus.org',
    title: 'Spamhaus ZEN',
    lists: 'addresses',
    codes: {
      '127.0.0.2': 'a source of spam (SBL)',
      '127.0.0.3': 'a source of spam, found by machine (CSS)',
      '127.0.0.4': 'an infected machine or open proxy (XBL)',
      '127.0.0.9': 'a hijacked network (DROP)',
      '127.0.0.10': 'an address that its provider does not mean to send mail (PBL)',
      '127.0.0.11': 'an address that is not meant to send mail (PBL)',
      '127.0.0.30': 'a server that controls infected machines (BCL)',
    },
    refusals: {},
    removal: 'https://check.spamhaus.org/',
    asOf: '2026-11-24',
  },
  {
    zone: 'dbl.spamhaus.org',
    title: 'Spamhaus DBL',
    lists: 'domains',
    codes: {
      '127.0.1.2': 'a domain of low reputation',
      '127.0.1.4': 'a phishing domain',
      '127.0.1.5': 'a malware domain',
      '127.0.1.6': 'a domain that controls infected machines',
      '127.0.1.102': 'a good domain that is being abused',
      '127.0.1.103': 'a redirector that is being abused',
      '127.0.1.104': 'a good domain abused for phishing',
      '127.0.1.105': 'a good domain abused for malware',
      '127.0.1.106': 'a good domain abused to control infected machines',
    },
    refusals: { '127.0.1.255': 'it lists domains, and was asked for an address' },
    removal: 'https://check.spamhaus.org/',
    asOf: '2026-11-24',
  },
];

const others: readonly Blocklist[] = [
  {
    zone: 'bl.spamcop.net',
    title: 'SpamCop',
    lists: 'addresses',
    codes: { '127.0.0.2': 'an address that people reported for spam' },
    refusals: {},
    removal: 'https://www.spamcop.net/bl.shtml',
    asOf: '2026-11-24',
  },
  {
    zone: 'b.barracudacentral.org',
    title: 'Barracuda',
    lists: 'addresses',
    codes: { '127.0.0.2': 'an address of poor reputation' },
    refusals: {},
    removal: 'https://www.barracudacentral.org/rbl/removal-request',
    asOf: '2026-11-24',
  },
  {
    zone: 'psbl.surriel.com',
    title: 'PSBL',
    lists: 'addresses',
    codes: { '127.0.0.2': 'an address that sent spam to a trap' },
    refusals: {},
    removal: 'https://psbl.org/remove',
    asOf: '2026-11-24',
  },
  {
    zone: 'multi.surbl.org',
    title: 'SURBL',
    lists: 'domains',
    codes: {},
    bits: { 8: 'a phishing domain', 16: 'a malware domain', 64: 'a domain in spam', 128: 'a cracked site' },
    refusals: { '127.0.0.1': 'the list does not serve this resolver' },
    removal: 'https://surbl.org/surbl-analysis',
    asOf: '2026-11-24',
  },
  {
    zone: 'multi.uribl.com',
    title: 'URIBL',
    lists: 'domains',
    codes: {},
    bits: {
      2: 'a domain in spam (black)',
      4: 'a domain in unwanted bulk mail (grey)',
      8: 'a new domain in spam (red)',
    },
    // uribl.com/refused.shtml: bit 1 is not used for domains, it says that the query was refused.
    refusals: { '127.0.0.1': 'the list does not serve this resolver' },
    removal: 'https://admin.uribl.com/',
    asOf: '2026-11-24',
  },
];

/** The lists that large receivers use and that answer without an account. */
export const blocklists: readonly Blocklist[] = [...spamhaus, ...others];

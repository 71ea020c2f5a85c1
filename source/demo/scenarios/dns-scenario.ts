import { acmeDomain } from '../database/content/people.ts';
import type { Scenario } from '../scenario.ts';

/** SPF still names the old hosting firm's address alone, and nobody published the keys that the new relay signs with. */
export const dnsScenario: Scenario = {
  id: 'dns',
  title: 'The domain does not know its new relay',
  story: 'Every mail leaves, but since the change of relay customers find them in their spam folders or nowhere.',
  queueRunner: 'alive',
  zones: {
    [acmeDomain]: {
      A: ['127.0.0.1'],
      MX: [`10 mx.${acmeDomain}.`],
      NS: [`ns1.${acmeDomain}.`],
      TXT: ['v=spf1 ip4:198.51.100.17 -all', 'acme-site-verification=demo'],
    },
    [`odoo._domainkey.${acmeDomain}`]: null,
    [`default._domainkey.${acmeDomain}`]: null,
  },
  async infect() {
    // All of it lies in the DNS; the database knows nothing.
  },
};

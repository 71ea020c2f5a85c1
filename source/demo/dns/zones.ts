import type { DnsRecords, DnsZones, Scenario } from '../scenario.ts';
import { ownKey, relayKey } from './dkim-keys.ts';

/** Where every server of the demo listens. */
const loopback = '127.0.0.1';

/** SMTP hosts of well-known providers, so that a demo server may be set up under a name an admin knows. */
const providerHosts = [
  'smtp.gmail.com',
  'smtp-relay.gmail.com',
  'smtp.office365.com',
  'smtp.outlook.com',
  'smtp.sendgrid.net',
  'smtp.mailgun.org',
  'smtp.eu.mailgun.org',
  'smtp-relay.brevo.com',
  'in-v3.mailjet.com',
  'smtp.postmarkapp.com',
  'email-smtp.eu-west-1.amazonaws.com',
  'smtp.ionos.com',
  'ssl0.ovh.net',
  'mail.gandi.net',
  'smtp.zoho.com',
  'smtp.resend.com',
];

/** What providers ask their customers to include in SPF; their demo servers all send from loopback. */
const providerSpf: DnsZones = {
  '_spf.google.com': { TXT: ['v=spf1 include:_netblocks.google.com ~all'] },
  '_netblocks.google.com': { TXT: [`v=spf1 ip4:${loopback} ip4:192.0.2.0/25 ~all`] },
  'spf.protection.outlook.com': { TXT: [`v=spf1 ip4:${loopback} ip4:192.0.2.128/25 ip6:2001:db8:365::/48 -all`] },
  'sendgrid.net': { TXT: [`v=spf1 ip4:${loopback} ip4:198.51.100.0/26 ~all`] },
  'mailgun.org': { TXT: [`v=spf1 ip4:${loopback} ip4:198.51.100.64/26 ~all`] },
  'eu.mailgun.org': { TXT: [`v=spf1 ip4:${loopback} ip4:198.51.100.128/26 ~all`] },
  'spf.brevo.com': { TXT: [`v=spf1 ip4:${loopback} ip4:198.51.100.192/26 ~all`] },
  'spf.mailjet.com': { TXT: [`v=spf1 ip4:${loopback} ip4:203.0.113.0/26 ?all`] },
  'amazonses.com': { TXT: [`v=spf1 ip4:${loopback} ip4:203.0.113.64/26 -all`] },
};

/** Servers of the demo's own names. */
const hosts = [
  'smtp.acme.example',
  'mx.acme.example',
  'odoo.acme.example',
  'mail.acme.example',
  'imap.acme.example',
  'mail.old-hosting.example',
  'smtp.relay.example',
  'mx.customer.example',
  'mx.globex.example',
  'relay-a.reference.example',
  'relay-b.reference.example',
  'control.reference.example',
];

const atLoopback: DnsRecords = { A: [loopback] };

const at = (names: readonly string[]): DnsZones => Object.fromEntries(names.map((name) => [name, atLoopback]));

/** The sender's domain as it should be: mail leaves through the relay, and SPF, DKIM and DMARC all say so. */
const acme: DnsZones = {
  'acme.example': {
    A: [loopback],
    MX: ['10 mx.acme.example.'],
    NS: ['ns1.acme.example.'],
    TXT: ['v=spf1 include:_spf.relay.example -all', 'acme-site-verification=demo'],
  },
  'ns1.acme.example': atLoopback,
  'bounce.acme.example': {
    MX: ['10 mx.acme.example.'],
    TXT: ['v=spf1 include:_spf.relay.example -all'],
  },
  'default._domainkey.acme.example': { TXT: [`v=DKIM1; k=rsa; p=${ownKey}`] },
  'odoo._domainkey.acme.example': { CNAME: ['odoo._domainkey.relay.example.'] },
  '_dmarc.acme.example': {
    TXT: [
      'v=DMARC1; p=quarantine; sp=quarantine; adkim=r; aspf=r; rua=mailto:dmarc@acme.example,mailto:acme@reports.example',
    ],
  },
  'acme.example._report._dmarc.reports.example': { TXT: ['v=DMARC1'] },
  'reports.example': { MX: ['10 mx.acme.example.'] },
};

const relay: DnsZones = {
  '_spf.relay.example': { TXT: [`v=spf1 ip4:${loopback} ip6:::1 ip4:203.0.113.128/25 ~all`] },
  'odoo._domainkey.relay.example': { TXT: [`v=DKIM1; k=rsa; p=${relayKey}`] },
};

/** Those who get the demo's mail. */
const recipients: DnsZones = {
  'customer.example': { MX: ['10 mx.customer.example.'] },
  'globex.example': { MX: ['10 mx.globex.example.'], TXT: ['v=spf1 mx -all'] },
};

/** Loopback names its relay, and the relay's name leads back: reverse DNS as receivers want it. */
const reverse: DnsZones = {
  '1.0.0.127.in-addr.arpa': { PTR: ['smtp.acme.example.'] },
};

/** Every list answers NXDOMAIN for an address that is not on it; only the test entries of RFC 5782 §5 are there. */
const blocklists: DnsZones = {
  '2.0.0.127.zen.spamhaus.org': { A: ['127.0.0.2', '127.0.0.4', '127.0.0.10'] },
  '2.0.0.127.bl.spamcop.net': { A: ['127.0.0.2'] },
  '2.0.0.127.b.barracudacentral.org': { A: ['127.0.0.2'] },
  'dbltest.com.dbl.spamhaus.org': { A: ['127.0.1.2'] },
};

/** The names of the demo world while it is well. A name that is not here does not exist. */
export const healthyZones: DnsZones = {
  ...at(providerHosts),
  ...at(hosts),
  ...providerSpf,
  ...acme,
  ...relay,
  ...recipients,
  ...reverse,
  ...blocklists,
};

/** The zones of a sick world: the healthy ones with the scenario's names replaced, and those it takes away gone. */
export const zonesOf = (scenario: Pick<Scenario, 'zones'>): DnsZones => {
  const overrides = Object.entries(scenario.zones ?? {});
  const gone = new Set(overrides.flatMap(([name, records]) => (records === null ? [name] : [])));
  const replaced = overrides.flatMap(([name, records]) => (records === null ? [] : [[name, records] as const]));
  return Object.fromEntries([...Object.entries(healthyZones), ...replaced].filter(([name]) => !gone.has(name)));
};

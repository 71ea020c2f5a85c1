import type { ClassFacts } from './class-facts.ts';

/** What receivers think of the address, the domain and the content. */
export const reputationClasses = {
  'rep.blocklist': {
    title: 'on a blocklist',
    cause: 'dns',
    owner: 'host',
    retry: 'fix',
    advice:
      'The sending address is on a blocklist that the receiver asks. Open the link in the reply to see which list and why, mend the cause, ask for removal; if it is the relay’s address, tell the relay’s support.',
    adviceFrom: {
      microsoft:
        'Microsoft blocks the sending address or its network. Ask for removal at sender.office.com (Outlook.com: the sender support form); if it is the relay’s address, tell the relay’s support.',
    },
  },
  'rep.content': {
    title: 'content taken for spam',
    cause: null,
    owner: 'odoo',
    retry: 'fix',
    advice:
      'A filter took the content for spam, a virus or a forbidden attachment. Look at links, attachments and wording of the template in Odoo, and send the same mail to a test mailbox before you retry.',
  },
  'rep.dynamic_ip': {
    title: 'dynamic address refused',
    cause: null,
    owner: 'host',
    retry: 'fix',
    advice:
      'The mail left straight from an address that receivers take for a home or dynamic connection. Send through a relay: enter its host in SMTP Server of the outgoing mail server.',
  },
  'rep.ip': {
    title: 'our address has a bad name',
    cause: null,
    owner: 'host',
    retry: 'later',
    advice:
      'The sending address has a poor or no reputation at this receiver. Send less and only wanted mail for some days, or move to a relay with established addresses.',
    waitMinutes: 1440,
  },
  'rep.ip_or_domain': {
    title: 'address or domain has a bad name',
    cause: null,
    owner: 'host',
    retry: 'fix',
    advice:
      'The receiver distrusts the sending domain or address because of its history. Look it up in Google Postmaster Tools, stop bulk mail to people who did not ask, and publish SPF, DKIM and DMARC.',
  },
} as const satisfies Readonly<Record<string, ClassFacts>>;

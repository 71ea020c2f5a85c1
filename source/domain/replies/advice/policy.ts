import type { Meaning } from '../meaning.ts';

/** What receivers demand of the domain, the server and the message. */
export const policyMeanings = {
  'policy.alignment': {
    owner: 'dns',
    retry: 'fix',
    advice:
      'SPF or DKIM passed, but for another domain than the one in From. Switch on DKIM for the From domain at the relay (its d= must be that domain), and publish the records it shows in the DNS.',
  },
  'policy.bulk_auth': {
    owner: 'dns',
    retry: 'fix',
    advice:
      'Outlook.com takes bulk mail only when SPF and DKIM pass and DMARC is aligned. Publish the relay’s SPF include and DKIM records for the From domain, and a _dmarc TXT record of at least v=DMARC1; p=none.',
  },
  'policy.dkim': {
    owner: 'dns',
    retry: 'fix',
    advice:
      'The message carried no valid DKIM signature of the From domain. Switch on DKIM signing at the relay and publish its selector records in the DNS.',
  },
  'policy.dmarc': {
    owner: 'dns',
    retry: 'fix',
    advice:
      'The From domain’s DMARC policy tells receivers to refuse this mail, because neither SPF nor DKIM passed for that domain. Publish the relay’s DKIM records for the From domain, or send From a domain that the relay signs.',
  },
  'policy.dmarc_missing': {
    owner: 'dns',
    retry: 'fix',
    advice:
      'The receiver wants a DMARC record and the From domain has none. Publish a TXT record at _dmarc of that domain: v=DMARC1; p=none; rua=mailto: and an address that you read.',
  },
  'policy.helo': {
    owner: 'host',
    retry: 'fix',
    advice:
      'The mail server introduced itself with a name that the receiver does not accept. Set a fully qualified host name that resolves to this address (Postfix: myhostname), or send through a relay.',
  },
  'policy.ptr': {
    owner: 'host',
    retry: 'fix',
    advice:
      'The sending address has no reverse DNS name, or the name does not lead back to it. Set the PTR record at the hosting firm so that address and name agree, or force IPv4, or send through a relay.',
  },
  'policy.rfc5322': {
    owner: 'odoo',
    retry: 'fix',
    advice:
      'The message itself is malformed: a header is missing, doubled or has a line break in it. Look at subject, From and the Headers field of the mail in Settings > Technical > Emails, and at modules that add headers.',
  },
  'policy.spf': {
    owner: 'dns',
    retry: 'fix',
    advice:
      'The SPF record of the envelope’s domain does not allow the server that sent this. Add the relay’s include to the one v=spf1 TXT record of that domain (Odoo’s envelope is the bounce address, so its domain counts).',
  },
  'policy.tls': {
    owner: 'host',
    retry: 'fix',
    advice:
      'The receiver takes mail over TLS only. Let your mail server use TLS 1.2 or newer towards the world (Postfix: smtp_tls_security_level = may), or send through a relay that does.',
  },
  'policy.unauthenticated': {
    owner: 'dns',
    retry: 'fix',
    advice:
      'The receiver found neither a passing SPF nor a passing DKIM. Publish the relay’s SPF include for the envelope’s domain and its DKIM records for the From domain.',
  },
  'rep.blocklist': {
    owner: 'host',
    retry: 'fix',
    advice:
      'The sending address is on a blocklist that the receiver asks. Open the link in the reply to see which list and why, mend the cause, ask for removal; if it is the relay’s address, tell the relay’s support.',
  },
  'rep.content': {
    owner: 'odoo',
    retry: 'fix',
    advice:
      'A filter took the content for spam, a virus or a forbidden attachment. Look at links, attachments and wording of the template in Odoo, and send the same mail to a test mailbox before you retry.',
  },
  'rep.dynamic_ip': {
    owner: 'host',
    retry: 'fix',
    advice:
      'The mail left straight from an address that receivers take for a home or dynamic connection. Send through a relay: enter its host in SMTP Server of the outgoing mail server.',
  },
  'rep.ip': {
    owner: 'host',
    retry: 'later',
    advice:
      'The sending address has a poor or no reputation at this receiver. Send less and only wanted mail for some days, or move to a relay with established addresses.',
  },
  'rep.ip_or_domain': {
    owner: 'host',
    retry: 'fix',
    advice:
      'The receiver distrusts the sending domain or address because of its history. Look it up in Google Postmaster Tools, stop bulk mail to people who did not ask, and publish SPF, DKIM and DMARC.',
  },
} as const satisfies Readonly<Record<string, Meaning>>;

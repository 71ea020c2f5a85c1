import type { ClassFacts } from './class-facts.ts';

/** What receivers demand of the domain, the server and the message. */
export const policyClasses = {
  'policy.alignment': {
    title: 'sender domain not aligned',
    cause: 'dns',
    owner: 'dns',
    retry: 'fix',
    advice:
      'SPF or DKIM passed, but for another domain than the one in From. Switch on DKIM for the From domain at the relay (its d= must be that domain), and publish the records it shows in the DNS.',
  },
  'policy.bulk_auth': {
    title: 'bulk sender rules not met',
    cause: 'dns',
    owner: 'dns',
    retry: 'fix',
    advice:
      'Outlook.com takes bulk mail only when SPF and DKIM pass and DMARC is aligned. Publish the relay’s SPF include and DKIM records for the From domain, and a _dmarc TXT record of at least v=DMARC1; p=none.',
  },
  'policy.dkim': {
    title: 'DKIM failed',
    cause: 'dns',
    owner: 'dns',
    retry: 'fix',
    advice:
      'The message carried no valid DKIM signature of the From domain. Switch on DKIM signing at the relay and publish its selector records in the DNS.',
  },
  'policy.dmarc': {
    title: 'DMARC failed',
    cause: 'dns',
    owner: 'dns',
    retry: 'fix',
    advice:
      'The From domain’s DMARC policy tells receivers to refuse this mail, because neither SPF nor DKIM passed for that domain. Publish the relay’s DKIM records for the From domain, or send From a domain that the relay signs.',
  },
  'policy.dmarc_missing': {
    title: 'no DMARC record',
    cause: 'dns',
    owner: 'dns',
    retry: 'fix',
    advice:
      'The receiver wants a DMARC record and the From domain has none. Publish a TXT record at _dmarc of that domain: v=DMARC1; p=none; rua=mailto: and an address that you read.',
  },
  'policy.helo': {
    title: 'HELO name refused',
    cause: null,
    owner: 'host',
    retry: 'fix',
    advice:
      'The mail server introduced itself with a name that the receiver does not accept. Set a fully qualified host name that resolves to this address (Postfix: myhostname), or send through a relay.',
  },
  'policy.ptr': {
    title: 'no reverse DNS',
    cause: 'dns',
    owner: 'host',
    retry: 'fix',
    advice:
      'The sending address has no reverse DNS name, or the name does not lead back to it. Set the PTR record at the hosting firm so that address and name agree, or force IPv4, or send through a relay.',
  },
  'policy.refused': {
    title: 'refused by a policy it does not name',
    cause: null,
    owner: 'recipient',
    retry: 'fix',
    advice:
      'The receiver refused for a reason of security or policy that it does not name. Ask its administrator with this text, and look meanwhile whether SPF, DKIM and DMARC of the From domain are in order.',
  },
  'policy.rfc5322': {
    title: 'message malformed',
    cause: null,
    owner: 'odoo',
    retry: 'fix',
    advice:
      'The message itself is malformed: a header is missing, doubled or has a line break in it. Look at subject, From and the Headers field of the mail in Settings > Technical > Emails, and at modules that add headers.',
  },
  'policy.spf': {
    title: 'SPF failed',
    cause: 'dns',
    owner: 'dns',
    retry: 'fix',
    advice:
      'The SPF record of the envelope’s domain does not allow the server that sent this. Add the relay’s include to the one v=spf1 TXT record of that domain (Odoo’s envelope is the bounce address, so its domain counts).',
  },
  'policy.tls': {
    title: 'encryption required',
    cause: 'tls',
    owner: 'host',
    retry: 'fix',
    advice:
      'The receiver takes mail over TLS only. Let your mail server use TLS 1.2 or newer towards the world (Postfix: smtp_tls_security_level = may), or send through a relay that does.',
  },
  'policy.unauthenticated': {
    title: 'neither SPF nor DKIM passed',
    cause: 'dns',
    owner: 'dns',
    retry: 'fix',
    advice:
      'The receiver found neither a passing SPF nor a passing DKIM. Publish the relay’s SPF include for the envelope’s domain and its DKIM records for the From domain.',
  },
} as const satisfies Readonly<Record<string, ClassFacts>>;

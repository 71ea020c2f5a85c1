import type { ClassFacts } from './class-facts.ts';

/** What Odoo itself says before any server is asked. */
export const odooClasses = {
  'odoo.archived_server': {
    title: 'mail server archived in Odoo',
    cause: 'no-server',
    owner: 'odoo',
    retry: 'fix',
    advice:
      'The mail names an outgoing mail server that is archived. Unarchive it in Settings > Technical > Outgoing Mail Servers, or choose another server on the mail and its template.',
  },
  'odoo.bad_from': {
    title: 'malformed sender address',
    cause: 'sender',
    owner: 'odoo',
    retry: 'fix',
    advice:
      'The From address is not one plain e-mail address. Correct the e-mail of the author (Settings > Users) or the From field of the template.',
  },
  'odoo.exception': {
    title: 'an error of Odoo’s own code',
    cause: null,
    owner: 'odoo',
    retry: 'fix',
    advice:
      'Odoo’s own code or a module failed with this mail, mostly before any server was asked. Look in Odoo’s log at that minute for the traceback, mend the record or the module that it names, and look whether somebody got the mail before you retry.',
  },
  'odoo.no_computed_recipient': {
    title: 'interrupted, or no recipient',
    cause: 'stuck',
    owner: 'odoo',
    retry: 'fix',
    advice:
      'Odoo stopped in the middle of this mail: no valid recipient, a dropped connection, or a killed worker. Look at To and Recipients of the mail first, and whether somebody already got it, before you retry.',
  },
  'odoo.no_from': {
    title: 'no sender address',
    cause: 'sender',
    owner: 'odoo',
    retry: 'fix',
    advice:
      'Odoo found no sender address for this mail. Set the Alias Domain and its Default From in Settings > General Settings (up to 16: system parameters mail.catchall.domain and mail.default.from), or the author’s e-mail.',
  },
  'odoo.no_recipient': {
    title: 'no valid recipient',
    cause: 'recipients',
    owner: 'odoo',
    retry: 'fix',
    advice:
      'No recipient of this mail has a valid e-mail address. Correct the Email field of the contact or To of the mail, then retry.',
  },
  'odoo.no_server': {
    title: 'no mail server set',
    cause: 'no-server',
    owner: 'odoo',
    retry: 'fix',
    advice:
      'Odoo has no outgoing mail server to send through. Create one in Settings > Technical > Outgoing Mail Servers, or set smtp_server in odoo.conf.',
  },
  'odoo.not_recorded': {
    title: 'perhaps sent, but Odoo could not note it',
    cause: 'stuck',
    owner: 'odoo',
    retry: 'fix',
    advice:
      'The account that had Odoo send this mail may not read or write its message, and Odoo notes last that a mail was sent: it may have been delivered. Ask a recipient before you send it again, and let the queue send it rather than that account.',
  },
  'odoo.online_daily_limit': {
    title: 'Odoo Online daily limit',
    cause: 'rate-limit',
    owner: 'provider',
    retry: 'later',
    advice:
      'The daily number of mails that Odoo Online allows this database is used up. Wait for the reset at 23:00 UTC, or add an outgoing mail server of your own in Settings > Technical > Outgoing Mail Servers.',
    waitMinutes: 1440,
    // odoo/documentation faq.rst
    reset: { kind: 'daily', utc: '23:00' },
  },
  'odoo.personal_server': {
    title: 'personal mail server not allowed here',
    cause: 'no-server',
    owner: 'odoo',
    retry: 'fix',
    advice:
      'The mail names a mail server that belongs to one user, and Odoo sends only that user’s own mails through it. Choose another server on the mail and its template, or for Email Marketing in Settings > Email Marketing > Dedicated Server.',
  },
} as const satisfies Readonly<Record<string, ClassFacts>>;

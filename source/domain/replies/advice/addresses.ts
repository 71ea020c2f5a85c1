import type { Meaning } from '../meaning.ts';

/** Odoo's own refusals, senders, recipients and size. */
export const addressMeanings = {
  'odoo.archived_server': {
    owner: 'odoo',
    retry: 'fix',
    advice:
      'The mail names an outgoing mail server that is archived. Unarchive it in Settings > Technical > Outgoing Mail Servers, or choose another server on the mail and its template.',
  },
  'odoo.bad_from': {
    owner: 'odoo',
    retry: 'fix',
    advice:
      'The From address is not one plain e-mail address. Correct the e-mail of the author (Settings > Users) or the From field of the template.',
  },
  'odoo.no_computed_recipient': {
    owner: 'odoo',
    retry: 'fix',
    advice:
      'Odoo stopped in the middle of this mail: no valid recipient, a dropped connection, or a killed worker. Look at To and Recipients of the mail first, and whether somebody already got it, before you retry.',
  },
  'odoo.no_from': {
    owner: 'odoo',
    retry: 'fix',
    advice:
      'Odoo found no sender address for this mail. Set the Alias Domain and its Default From in Settings > General Settings (up to 16: system parameters mail.catchall.domain and mail.default.from), or the author’s e-mail.',
  },
  'odoo.no_recipient': {
    owner: 'odoo',
    retry: 'fix',
    advice:
      'No recipient of this mail has a valid e-mail address. Correct the Email field of the contact or To of the mail, then retry.',
  },
  'odoo.no_server': {
    owner: 'odoo',
    retry: 'fix',
    advice:
      'Odoo has no outgoing mail server to send through. Create one in Settings > Technical > Outgoing Mail Servers, or set smtp_server in odoo.conf.',
  },
  'rcpt.disabled': {
    owner: 'recipient',
    retry: 'never',
    advice:
      'The mailbox exists no more for mail: it is disabled, suspended or closed. Ask the recipient for another address and correct Email on the contact in Odoo.',
  },
  'rcpt.domain': {
    owner: 'recipient',
    retry: 'never',
    advice:
      'The part behind the @ does not exist or takes no mail. Correct the typo in Email on the contact in Odoo, or ask the recipient for an address.',
  },
  'rcpt.full': {
    owner: 'recipient',
    retry: 'later',
    advice:
      'The recipient’s mailbox is full. Tell the recipient by other means and retry in a day; nothing is wrong in Odoo.',
  },
  'rcpt.restricted': {
    owner: 'recipient',
    retry: 'never',
    advice:
      'The recipient or its organisation takes no mail from this sender. Ask the recipient’s administrator to allow your From address, or write to another address on the contact.',
  },
  'rcpt.syntax': {
    owner: 'odoo',
    retry: 'never',
    advice:
      'The recipient’s address is not written as an e-mail address may be. Correct Email on the contact in Odoo: look for spaces, two dots or a missing part.',
  },
  'rcpt.unknown': {
    owner: 'recipient',
    retry: 'never',
    advice:
      'The recipient’s server knows no such mailbox. Correct Email on the contact in Odoo or add the address to the Blacklist, and do not send to it again.',
  },
  'sender.bad_address': {
    owner: 'odoo',
    retry: 'fix',
    advice:
      'The server does not take the envelope’s sender for a real address. Check the bounce alias and the default From in Settings > General Settings, and that the From is not built from a user name such as apikey.',
  },
  'sender.domain_dns': {
    owner: 'dns',
    retry: 'fix',
    advice:
      'The domain of the sender has no MX or address record that the receiver can find. Publish an MX record for the domain of From and of the bounce address, or correct the domain in Odoo.',
  },
  'sender.not_allowed': {
    owner: 'odoo',
    retry: 'fix',
    advice:
      'This login may not send with this From or bounce address. Set FROM Filtering of the outgoing mail server to the login’s address and the default From to the same, or grant Send As at the provider.',
  },
  'sender.not_verified': {
    owner: 'provider',
    retry: 'fix',
    advice:
      'The provider sends only for addresses or domains that were verified there. Verify the domain of From in the provider’s console, the bounce address included, or set a verified default From in Odoo.',
  },
  'size.message': {
    owner: 'odoo',
    retry: 'fix',
    advice:
      'The message is larger than the server takes; attachments grow by a third on the way. In Odoo 18 and newer set Max Email Size (MB) of the outgoing mail server, otherwise replace attachments by links.',
  },
  size_or_quota: {
    owner: 'recipient',
    retry: 'fix',
    advice:
      'The server says that storage was exceeded, which can mean this message or the recipient’s mailbox. Try the same recipient with a small mail: if it passes, make the attachments smaller, else tell the recipient.',
  },
  unknown: {
    owner: 'odoo',
    retry: 'fix',
    advice:
      'These words are not known to this program. Read the server’s text, look in the Odoo log at the same minute for more, and ask the provider’s support with both.',
  },
} as const satisfies Readonly<Record<string, Meaning>>;

import type { ClassFacts } from './class-facts.ts';

/** Recipients and what their mailboxes hold. */
export const recipientClasses = {
  'rcpt.disabled': {
    title: 'recipient disabled',
    cause: 'recipients',
    owner: 'recipient',
    retry: 'never',
    advice:
      'The mailbox exists no more for mail: it is disabled, suspended or closed. Ask the recipient for another address and correct Email on the contact in Odoo.',
  },
  'rcpt.domain': {
    title: 'recipient domain unknown',
    cause: 'recipients',
    owner: 'recipient',
    retry: 'never',
    advice:
      'The part behind the @ does not exist or takes no mail. Correct the typo in Email on the contact in Odoo, or ask the recipient for an address.',
  },
  'rcpt.full': {
    title: 'recipient mailbox full',
    cause: 'recipients',
    owner: 'recipient',
    retry: 'later',
    advice:
      'The recipient’s mailbox is full. Tell the recipient by other means and retry in a day; nothing is wrong in Odoo.',
    waitMinutes: 1440,
  },
  'rcpt.loop': {
    title: 'mail goes round in circles',
    cause: 'recipients',
    owner: 'recipient',
    retry: 'fix',
    advice:
      'The servers behind this address pass the mail on to each other until one of them gives up. The administrator of that domain must mend its forwarding; where the domain is your own, look at its MX record and at the relay’s list of its own domains.',
  },
  'rcpt.restricted': {
    title: 'recipient takes no mail from us',
    cause: 'recipients',
    owner: 'recipient',
    retry: 'never',
    advice:
      'The recipient or its organisation takes no mail from this sender. Ask the recipient’s administrator to allow your From address, or write to another address on the contact.',
  },
  'rcpt.syntax': {
    title: 'recipient address malformed',
    cause: 'recipients',
    owner: 'odoo',
    retry: 'never',
    advice:
      'The recipient’s address is not written as an e-mail address may be. Correct Email on the contact in Odoo: look for spaces, two dots or a missing part.',
  },
  'rcpt.unknown': {
    title: 'recipient unknown',
    cause: 'recipients',
    owner: 'recipient',
    retry: 'never',
    advice:
      'The recipient’s server knows no such mailbox. Correct Email on the contact in Odoo or add the address to the Blacklist, and do not send to it again.',
  },
  'size.message': {
    title: 'message too large',
    cause: 'size',
    owner: 'odoo',
    retry: 'fix',
    advice:
      'The message is larger than the server takes; attachments grow by a third on the way. In Odoo 18 and newer set Max Email Size (MB) of the outgoing mail server, otherwise replace attachments by links.',
  },
  size_or_quota: {
    title: 'too large, or quota',
    cause: null,
    owner: 'recipient',
    retry: 'fix',
    advice:
      'The server says that storage was exceeded, which can mean this message or the recipient’s mailbox. Try the same recipient with a small mail: if it passes, make the attachments smaller, else tell the recipient.',
  },
} as const satisfies Readonly<Record<string, ClassFacts>>;

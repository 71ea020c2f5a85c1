import type { ClassFacts } from './class-facts.ts';

/** Senders. */
export const senderClasses = {
  'sender.bad_address': {
    title: 'sender address refused',
    cause: 'sender',
    owner: 'odoo',
    retry: 'fix',
    advice:
      'The server does not take the envelope’s sender for a real address. Check the bounce alias and the default From in Settings > General Settings, and that the From is not built from a user name such as apikey.',
  },
  'sender.domain_dns': {
    title: 'sender domain not in DNS',
    cause: 'dns',
    owner: 'dns',
    retry: 'fix',
    advice:
      'The domain of the sender has no MX or address record that the receiver can find. Publish an MX record for the domain of From and of the bounce address, or correct the domain in Odoo.',
  },
  'sender.not_allowed': {
    title: 'not allowed to send as this sender',
    cause: 'sender',
    owner: 'odoo',
    retry: 'fix',
    advice:
      'This login may not send with this From or bounce address. Set FROM Filtering of the outgoing mail server to the login’s address and the default From to the same, or grant Send As at the provider.',
    adviceFrom: {
      microsoft:
        'The mailbox that signs in may not send as this From or bounce address. Grant it Send As in the Exchange admin center, or set FROM Filtering and the default From in Odoo to that mailbox.',
      zoho: 'Zoho sends only with the account’s own address or its aliases. Set FROM Filtering of the outgoing mail server and the default From to the account, or add the address as an alias in Zoho.',
      ionos:
        'IONOS takes only senders of the login’s domain since 2024, and no empty sender. Set FROM Filtering of the outgoing mail server and the default From to an address of that domain.',
    },
  },
  'sender.not_verified': {
    title: 'sender not verified',
    cause: 'sender',
    owner: 'provider',
    retry: 'fix',
    advice:
      'The provider sends only for addresses or domains that were verified there. Verify the domain of From in the provider’s console, the bounce address included, or set a verified default From in Odoo.',
    adviceFrom: {
      sendgrid:
        'SendGrid sends only for verified senders. Authenticate the domain of From under Settings > Sender Authentication, or set a verified default From in Odoo.',
      amazon:
        'Amazon SES sends only for identities verified in that region, and in the sandbox only to verified recipients. Verify the domain of From and of Odoo’s bounce address in the SES console, and ask for production access.',
    },
  },
} as const satisfies Readonly<Record<string, ClassFacts>>;

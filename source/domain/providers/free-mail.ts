/** Domains whose addresses anybody may have for nothing; the owners publish their SPF and DMARC, not their users. */
const freeMail: Readonly<Record<string, readonly string[]>> = {
  google: ['gmail.com', 'googlemail.com'],
  'outlook.com': ['outlook.com', 'hotmail.com', 'live.com', 'msn.com'],
  yahoo: ['yahoo.com', 'ymail.com', 'aol.com', 'yahoo.co.uk', 'yahoo.fr', 'yahoo.de', 'yahoo.es', 'yahoo.it'],
  icloud: ['icloud.com', 'me.com', 'mac.com'],
  gmx: ['gmx.net', 'gmx.de', 'gmx.com', 'gmx.at', 'gmx.ch', 'web.de', 'mail.com'],
  'proton.me': ['proton.me', 'protonmail.com'],
};

/** Whether a domain belongs to a free mail service, so that only that service may send for it. */
export const isFreeMailDomain = (domain: string): boolean =>
  Object.values(freeMail).some((domains) => domains.includes(domain));

/** Whether a provider's own relay carries mail of that free domain. */
export const isFreeMailOf = (domain: string, providerId: string): boolean =>
  freeMail[providerId]?.includes(domain) === true;

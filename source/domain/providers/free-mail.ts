import { providers } from './index.ts';
import type { Provider } from './provider.ts';

/** Whether a domain belongs to a free mail service, so that only that service may send for it. */
export const isFreeMailDomain = (domain: string): boolean =>
  providers.some((provider) => isFreeMailOf(domain, provider));

/** Whether a provider's own relay carries mail of that free domain. */
export const isFreeMailOf = (domain: string, { freeMailDomains = [] }: Provider): boolean =>
  freeMailDomains.includes(domain);

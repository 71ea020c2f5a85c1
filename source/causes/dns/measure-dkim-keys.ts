import { sharedByName } from '../../checks/measure/shared.ts';
import type { DkimKeys } from '../../domain/dns/dkim/key.ts';
import { usualSelectors } from '../../domain/dns/dkim/usual-selectors.ts';
import { recogniseProviders } from '../../domain/providers/find-provider.ts';
import { readDkimKeys } from '../../services/dns/dkim/read-keys.ts';
import { measureSenderDomains } from './measure-sender-domains.ts';

/** The DKIM keys of a From domain, at its providers' selectors and the usual ones. */
export const readKeys = sharedByName(async (context, domain): Promise<DkimKeys> => {
  const { ways } = await measureSenderDomains(context);
  const own = ways.filter((way) => way.domain === domain);
  const theirs = own.flatMap(({ relay }) => recogniseProviders({ host: relay.host }).relay?.dkimSelectors ?? []);
  // A star stands for what differs for each customer.
  const names = [...theirs.filter((name) => !name.includes('*')), ...usualSelectors];
  const selectors = names.map((name) => ({ name, source: 'guessed' }) as const);
  return await readDkimKeys(context.dns, domain, selectors, { signal: context.signal });
});

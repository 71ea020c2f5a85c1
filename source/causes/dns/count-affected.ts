import type { CheckContext } from '../../checks/context.ts';
import { measureRoutesOf, type SenderRoute } from '../../checks/measure/routes.ts';
import { shared } from '../../checks/measure/shared.ts';
import { readFailureGroups } from '../../checks/measure/stored-failures.ts';
import { domainOf } from '../../domain/dns/dns-name.ts';
import { normalizeAddress } from '../../domain/routing/normalize.ts';

const readAffected = shared(async (context) => {
  const { ids } = await readFailureGroups(context, 'dns');
  return (await measureRoutesOf(context, ids)).routes;
});

/**
 * Mails that a fault of this domain's records accounts for: those that receivers refused for such a fault. What merely
 * waits does so for another reason: records keep no mail from leaving.
 */
export const countAffected = async (context: CheckContext, domain: string): Promise<number> => {
  const routes = await readAffected(context);
  return routes.reduce((sum, { route, sender }) => (concerns(route, domain) ? sum + sender.mails : sum), 0);
};

const concerns = (route: SenderRoute['route'], domain: string): boolean =>
  route.kind === 'sends' &&
  [route.envelopeFrom, normalizeAddress(route.headerFrom) ?? ''].some((address) => domainOf(address) === domain);

import { domainOf } from '../../domain/dns/name.ts';
import { normalizeAddress } from '../../domain/routing/normalize.ts';
import type { CheckContext } from '../context.ts';
import { readRoutesOf, readWaitingRoutes, type SenderRoute } from '../measure/routes.ts';
import { shared } from '../measure/shared.ts';
import { readFailureGroups } from '../measure/stored-failures.ts';

const readAffected = shared(async (context) => {
  const { ids } = await readFailureGroups(context, 'dns');
  const [failed, waiting] = await Promise.all([readRoutesOf(context, ids), readWaitingRoutes(context)]);
  return { failed: failed.routes, waiting };
});

/**
 * Mails that a fault of this domain's records accounts for: those that receivers refused for such a fault, and where
 * none was refused yet, the waiting ones that will leave with it.
 */
export const countAffected = async (context: CheckContext, domain: string): Promise<number> => {
  const { failed, waiting } = await readAffected(context);
  const count = (routes: readonly SenderRoute[]): number =>
    routes.reduce((sum, { route, sender }) => (concerns(route, domain) ? sum + sender.mails : sum), 0);
  return count(failed) || count(waiting);
};

const concerns = (route: SenderRoute['route'], domain: string): boolean =>
  route.kind === 'sends' &&
  [route.envelopeFrom, normalizeAddress(route.headerFrom) ?? ''].some((address) => domainOf(address) === domain);

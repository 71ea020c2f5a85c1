import type { CheckContext } from '../checks/context.ts';
import { ifPossible } from '../checks/measure/if-possible.ts';
import { measureOwnDomains, placeRelays } from '../checks/measure/local-relay.ts';
import { finding } from '../domain/finding/finding.ts';
import { findProvider } from '../domain/providers/find-provider.ts';
import { readMx } from '../services/dns/read-mx.ts';
import { judgeProvider } from './judge-provider.ts';
import type { PrecautionCheck } from './precaution.ts';
import { measureUsedRelays } from './used-relays.ts';

/** Whose servers mail leaves through. */
export const providerCheck: PrecautionCheck = {
  id: 'prevention.provider',
  title: 'A provider that is made for sending',
  owner: 'provider',
  run: async (context) => {
    const relays = await measureUsedRelays(context);
    if (relays.length === 0) {
      const summary = 'No mail server is set up, so there is no provider to judge.';
      return [finding({ status: 'skipped', summary, consequenceOf: 'no-server' })];
    }
    const placed = (await ifPossible(context, placeRelays(context))) ?? [];
    const domains = [...((await ifPossible(context, measureOwnDomains(context))) ?? [])].slice(0, mostDomains);
    const exchangers = await Promise.all(
      domains.map(async (domain) => ({ domain, hosts: await readHosts(context, domain) })),
    );
    return relays.map(({ subject, title, host, user }) => {
      const isOwnMachine = placed.some(
        ({ relay, place }) => relay.subject === subject && place.kind === 'this-machine',
      );
      const known = exchangers.filter(({ hosts }) => hosts !== undefined);
      const receivesFor =
        known.length === 0
          ? undefined
          : known.filter(({ hosts }) => hosts?.includes(tidy(host))).map(({ domain }) => domain);
      const judged = judgeProvider({ title, host, user, provider: findProvider({ host }), isOwnMachine, receivesFor });
      return finding({ subject, ...judged });
    });
  },
};

/** More than that an Odoo hardly sends from, and each costs a question. */
const mostDomains = 10;

const tidy = (host: string): string => host.toLowerCase().replace(/\.$/, '');

/** Undefined where nobody could tell. */
const readHosts = async ({ dns, signal }: CheckContext, domain: string): Promise<readonly string[] | undefined> => {
  const { state, exchangers } = await readMx(dns, domain, { signal });
  return state === 'unknown' ? undefined : exchangers.map(({ exchange }) => exchange);
};

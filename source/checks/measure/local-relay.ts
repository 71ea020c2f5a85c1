import { networkInterfaces } from 'node:os';
import { judgeLocality, type Locality } from '../../domain/relay/locality.ts';
import type { MailQueue } from '../../domain/relay/mail-queue.ts';
import { readMailQueue } from '../../services/host/mail-queue.ts';
import type { Observation } from '../../services/host/observation.ts';
import type { CheckContext } from '../context.ts';
import { measureRelays, type Relay } from './relays.ts';
import { shared } from './shared.ts';

/** A server that Odoo uses, and whether it is the machine on which we stand. */
export interface PlacedRelay {
  readonly relay: Relay;
  readonly place: Locality;
}

/**
 * Where the servers in use stand, those of which it is worth a word; none where we stand elsewhere than Odoo. One that nobody
 * set up, to which odoo.conf falls back, is none.
 */
export const placeRelays = shared(async (context): Promise<readonly PlacedRelay[]> => {
  const machine = context.mailMachine;
  if (machine.kind === 'elsewhere') return [];
  const relays = (await measureRelays(context)).filter(({ isLastResort, isChosen }) => isChosen && !isLastResort);
  const own = Object.entries(networkInterfaces()).flatMap(([card, addresses = []]) =>
    addresses.map(({ address }) => ({ address, card })),
  );
  return await Promise.all(
    relays.map(async (relay) => {
      const { timeoutMs, signal } = context;
      const answer = await context.resolveHost(relay.host, { timeoutMs, signal });
      const addresses = answer.kind === 'addresses' ? answer.addresses.map(({ address }) => address) : [];
      return { relay, place: judgeLocality(addresses, { own, isOdoos: machine.isOdoos }) };
    }),
  );
});

/** The queue of this machine's mail server, where Odoo uses it; undefined where it does not, or that is not known. */
export const measureMailQueue = shared(async (context): Promise<Observation<MailQueue> | undefined> => {
  const machine = context.mailMachine;
  if (machine.kind === 'elsewhere') return undefined;
  const placed = await placeRelays(context);
  if (!placed.some(({ place }) => place.kind === 'this-machine')) return undefined;
  const { now, timeoutMs, signal } = context;
  return await readMailQueue({ run: machine.run, now, timeoutMs, signal });
});

/** Domains that Odoo's mail is sent from, envelope senders included, in lower case. */
export const measureOwnDomains = shared(async (context: CheckContext): Promise<ReadonlySet<string>> => {
  const relays = await measureRelays(context);
  const addresses = relays.flatMap(({ routes }) =>
    routes.flatMap(({ route, olderBuilds }) =>
      [route, olderBuilds].flatMap((way) => (way?.kind === 'sends' ? [way.envelopeFrom, way.headerFrom] : [])),
    ),
  );
  return new Set(addresses.flatMap((address) => /@([^@>\s]+)>?\s*$/.exec(address)?.[1]?.toLowerCase() ?? []));
});

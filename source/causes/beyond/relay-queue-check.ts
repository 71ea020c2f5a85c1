import type { Check } from '../../checks/cause.ts';
import { measureMailQueue, measureOwnDomains, placeRelays } from '../../checks/measure/local-relay.ts';
import { finding } from '../../domain/finding/finding.ts';
import { judgeRelayQueue } from './judge-relay-queue.ts';

/** What the mail server of this machine did with what Odoo handed it; another machine's queue cannot be seen. */
export const relayQueue: Check = {
  id: 'beyond.relay',
  title: "This machine's mail server delivers what it takes",
  owner: 'host',
  decides: true,
  run: async (context) => {
    if (context.mailMachine.kind === 'elsewhere') {
      const summary = `What the mail server does with what it takes was not looked at. ${context.mailMachine.reason}`;
      return [finding({ status: 'skipped', summary })];
    }
    const placed = await placeRelays(context);
    const local = placed.filter(({ place }) => place.kind === 'this-machine');
    if (local.length === 0) {
      const doubts = placed.flatMap(({ relay, place }) =>
        place.kind === 'unknown' ? [`Whether ${relay.title} is this machine is not known: ${place.why}.`] : [],
      );
      const [doubt] = doubts;
      const summary =
        doubt ?? 'The mail server is another machine: what it does with what it takes stands in its own queue and log.';
      return [finding({ status: doubt === undefined ? 'skipped' : 'unknown', summary })];
    }
    const queue = await measureMailQueue(context);
    if (queue === undefined) return [];
    const { evidence } = queue;
    if (queue.kind === 'unknown') return [finding({ status: 'unknown', summary: queue.reason, evidence })];
    const ownDomains = await measureOwnDomains(context);
    const judged = judgeRelayQueue({ queue: queue.value, ownDomains, now: context.now() });
    return [finding({ evidence, ...judged })];
  },
};

import type { Check } from '../../checks/cause.ts';
import { measureFetchmailServers } from '../../checks/measure/measure-database.ts';
import { measureRoutingFacts } from '../../checks/measure/routes.ts';
import { readWithEvidence, shared } from '../../checks/measure/shared.ts';
import { finding } from '../../domain/finding/finding.ts';
import { findOwnAddresses } from '../../domain/routing/own-addresses.ts';
import { findMailGate } from '../../services/host/mail-gate.ts';
import { judgeReading, judgeRise } from './judge-bounces.ts';

/** So many are looked at: more say nothing more. */
const mostBounces = 5_000;
const mostMessages = 5_000;

const measureBounces = shared((context) =>
  readWithEvidence(context, (odoo, options) => odoo.bounces(mostBounces, options)),
);

/** Without a reader every mail counts as sent, whatever became of it. */
export const bouncesRead: Check = {
  id: 'beyond.reading',
  title: 'Somebody reads bounces',
  owner: 'odoo',
  run: async (context) => {
    const { mailMachine } = context;
    const facts = await measureRoutingFacts(context);
    const { bounce } = findOwnAddresses(facts, {});
    if (bounce === null) {
      const summary = 'Bounces go to the author of each mail: without a catchall domain Odoo has no address for them.';
      return [finding({ status: 'skipped', summary })];
    }
    const [servers, bounces, incoming, gate] = await Promise.all([
      measureFetchmailServers(context),
      measureBounces(context),
      readWithEvidence(context, (odoo, options) => odoo.incomingMail(mostMessages, options)),
      mailMachine.kind === 'here' ? findMailGate(mailMachine.roots) : undefined,
    ]);
    const judged = judgeReading({
      address: bounce,
      servers: servers.value ?? [],
      bounces: bounces.value,
      incoming: incoming.value,
      gate,
      now: context.now(),
    });
    const evidence = [...servers.evidence, ...bounces.evidence, ...incoming.evidence];
    return [finding({ ...judged, evidence })];
  },
};

export const bouncesRise: Check = {
  id: 'beyond.bounces',
  title: 'No more mail comes back than usual',
  owner: 'odoo',
  run: async (context) => {
    const { value, evidence } = await measureBounces(context);
    return [finding({ evidence, ...judgeRise(value, context.now()) })];
  },
};

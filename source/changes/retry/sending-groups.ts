import type { RetryCandidate } from '../../domain/change/retry-candidate.ts';
import { identifyServer } from '../../domain/routing/identify-server.ts';
import type { FailingRoute, RoutedServer, SendingRoute } from '../../domain/routing/route.ts';
import { routeMail } from '../../domain/routing/route-mail.ts';
import type { RoutingFacts } from '../../domain/routing/routing-facts.ts';

/** Mails that leave alike: same server, same envelope sender. */
export interface SendingGroup {
  readonly route: SendingRoute;
  readonly mails: readonly RetryCandidate[];
}

/** Mails that Odoo will refuse before it asks a server. */
export interface RefusedGroup {
  readonly route: FailingRoute;
  readonly mails: readonly RetryCandidate[];
}

export interface SendingGroups {
  /** Largest first. */
  readonly sending: readonly SendingGroup[];
  readonly refused: readonly RefusedGroup[];
}

/** Finds the way of each mail once for all that have the same From, forced server and alias domain. */
export const groupBySending = (facts: RoutingFacts, mails: readonly RetryCandidate[]): SendingGroups => {
  const bySender = Map.groupBy(mails, ({ from, forcedServerId, aliasDomainId }) =>
    JSON.stringify([from, forcedServerId, aliasDomainId]),
  );
  const routed = [...bySender.values()].flatMap((alike) => {
    const [first] = alike;
    return first === undefined ? [] : [{ route: routeMail(facts, first), mails: alike }];
  });
  const byWay = Map.groupBy(routed, ({ route }) => describeWay(route));
  const groups = [...byWay.values()].flatMap((alike) => {
    const [first] = alike;
    return first === undefined ? [] : [{ route: first.route, mails: alike.flatMap((group) => group.mails) }];
  });
  return {
    sending: groups
      .flatMap(({ route, mails: theirs }) => (route.kind === 'sends' ? [{ route, mails: theirs }] : []))
      .toSorted((one, other) => other.mails.length - one.mails.length),
    refused: groups.flatMap(({ route, mails: theirs }) => (route.kind === 'fails' ? [{ route, mails: theirs }] : [])),
  };
};

const describeWay = (route: SendingRoute | FailingRoute): string =>
  route.kind === 'sends'
    ? JSON.stringify(['sends', identifyServer(route.server), route.envelopeFrom])
    : JSON.stringify(['fails', identifyServer(route.server), route.failure.kind]);

/** `server "Gmail"`, `the server of odoo.conf`: what a sentence calls it. */
export const nameServer = (routed: RoutedServer): string =>
  routed.kind === 'conf' ? `the server of odoo.conf (${routed.host})` : `mail server "${routed.server.name}"`;

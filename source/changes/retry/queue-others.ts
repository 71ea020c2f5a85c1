import { isLimit } from '../../domain/limits/past-refusal.ts';
import { identifyServer } from '../../domain/routing/identify-server.ts';
import type { SendingRoute } from '../../domain/routing/route.ts';
import { routeMail } from '../../domain/routing/route-mail.ts';
import type { RoutingFacts } from '../../domain/routing/routing-facts.ts';
import type { DueMails } from '../../services/odoo/queries/mails/due-mails.ts';
import { describeRefusal } from './describe-refusal.ts';
import { nameServer } from './sending-groups.ts';
import { endOf, type SendingPast, standingOfServer } from './sending-past.ts';
import type { IncludableReason } from './set-aside.ts';
import { describeStanding } from './still-refused.ts';
import type { TriedGroup } from './try-servers.ts';

/** Waiting mails that a woken queue would send into the same refusal. */
export interface FailingOthers {
  readonly server: string;
  readonly ids: readonly number[];
  /** What a person has to include for them to be tried all the same. */
  readonly reason: Extract<IncludableReason, 'limit-reached' | 'cause-remains'>;
  /** A clause without a full stop. */
  readonly why: string;
  /** When a try is worth it again; null where nobody can tell. UTC. */
  readonly until: Date | null;
}

interface Known {
  readonly facts: RoutingFacts;
  /** Undefined where it could not be read in time. */
  readonly past: SendingPast | undefined;
  /** What was tried live just now, for the mails that were asked for. */
  readonly tried: readonly TriedGroup[];
  /** Whether what a live try shows is judged elsewhere. */
  readonly isTried?: boolean;
  readonly now: Date;
}

/** Which of the waiting mails would fail if the queue ran now, most first. Judged as the failed ones are. */
export const findFailingOthers = (due: readonly DueMails[], known: Known): readonly FailingOthers[] => {
  const failing = due.flatMap(({ way, ids }) => {
    const route = routeMail(known.facts, way);
    const server = nameServer(route.server);
    if (route.kind === 'fails') {
      const why = describeRefusal(route, known.facts.series);
      return [{ server, ids, reason: 'cause-remains' as const, why, until: null }];
    }
    const found = judgeRoute(route, known);
    return found === undefined ? [] : [{ server, ids, ...found }];
  });
  return [...Map.groupBy(failing, ({ server, reason, why }) => `${server} ${reason} ${why}`).values()]
    .flatMap((alike) => {
      const [first] = alike;
      return first === undefined ? [] : [{ ...first, ids: alike.flatMap(({ ids }) => ids) }];
    })
    .toSorted((one, other) => other.ids.length - one.ids.length);
};

const judgeRoute = (
  route: SendingRoute,
  { past, tried, isTried: isTriedElsewhere = false, now }: Known,
): Pick<FailingOthers, 'reason' | 'why' | 'until'> | undefined => {
  const theirs = tried.filter((group) => identifyServer(group.route.server) === identifyServer(route.server));
  const verdict = theirs.find((group) => group.route.envelopeFrom === route.envelopeFrom)?.verdict;
  const isTried = isTriedElsewhere || theirs.some((group) => group.verdict.kind === 'ready');
  if (verdict?.kind === 'fails') return { reason: 'cause-remains', why: verdict.title, until: null };
  const whole = theirs.flatMap((group) => (group.verdict.kind === 'fails' ? [group.verdict] : []));
  const [first] = whole;
  // Where no sender got in, and none was refused for itself, it is the server that takes nobody.
  if (first !== undefined && !isTried && whole.every(({ class: met }) => !isAboutSender(met))) {
    return { reason: 'cause-remains', why: first.title, until: null };
  }
  const standing = past === undefined ? undefined : standingOfServer(past, route.server, { now, isTried });
  if (standing === undefined) return undefined;
  const reason = isLimit(standing.class) ? 'limit-reached' : 'cause-remains';
  return { reason, why: describeStanding(standing, now), until: endOf(standing) };
};

const isAboutSender = (failureClass: string): boolean => /^(?:sender|policy|rcpt)\./.test(failureClass);

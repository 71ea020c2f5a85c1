import { isLimit } from '../../domain/limits/past-refusal.ts';
import { identifyServer } from '../../domain/routing/identify-server.ts';
import type { SendingRoute } from '../../domain/routing/route.ts';
import { routeMail } from '../../domain/routing/route-mail.ts';
import type { RoutingFacts } from '../../domain/routing/routing-facts.ts';
import type { DueMails } from '../../services/odoo/queries/mails/due-mails.ts';
import { describeRefusal } from './describe-refusal.ts';
import type { HandshakeVerdict } from './handshake-verdict.ts';
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
  const byServer = Map.groupBy(known.tried, ({ route }) => identifyServer(route.server));
  const triedWith = new Map([...byServer].map(([server, theirs]) => [server, summariseTries(theirs)]));
  const failing = due.flatMap(({ way, ids }) => {
    const route = routeMail(known.facts, way);
    const server = nameServer(route.server);
    if (route.kind === 'fails') {
      const why = describeRefusal(route, known.facts.series);
      return [{ server, ids, reason: 'cause-remains' as const, why, until: null }];
    }
    const found = judgeRoute(route, triedWith.get(identifyServer(route.server)) ?? noTries, known);
    return found === undefined ? [] : [{ server, ids, ...found }];
  });
  return [...Map.groupBy(failing, ({ server, reason, why }) => `${server} ${reason} ${why}`).values()]
    .flatMap((alike) => {
      const [first] = alike;
      return first === undefined ? [] : [{ ...first, ids: alike.flatMap(({ ids }) => ids) }];
    })
    .toSorted((one, other) => other.ids.length - one.ids.length);
};

/** What a live try with one server showed. */
interface Tries {
  readonly bySender: ReadonlyMap<string, HandshakeVerdict>;
  readonly hasLetIn: boolean;
  /** Why it takes nobody, where no sender was refused for itself. */
  readonly whole: string | undefined;
}

const noTries: Tries = { bySender: new Map(), hasLetIn: false, whole: undefined };

const summariseTries = (theirs: readonly TriedGroup[]): Tries => {
  const failed = theirs.flatMap(({ verdict }) => (verdict.kind === 'fails' ? [verdict] : []));
  return {
    bySender: new Map(theirs.toReversed().map(({ route, verdict }) => [route.envelopeFrom, verdict])),
    hasLetIn: theirs.some(({ verdict }) => verdict.kind === 'ready'),
    whole: failed.every(({ class: met }) => !isAboutSender(met)) ? failed[0]?.title : undefined,
  };
};

const judgeRoute = (
  route: SendingRoute,
  { bySender, hasLetIn, whole }: Tries,
  { past, isTried: isTriedElsewhere = false, now }: Known,
): Pick<FailingOthers, 'reason' | 'why' | 'until'> | undefined => {
  const verdict = bySender.get(route.envelopeFrom);
  const isTried = isTriedElsewhere || hasLetIn;
  if (verdict?.kind === 'fails') return { reason: 'cause-remains', why: verdict.title, until: null };
  // Where no sender got in, and none was refused for itself, it is the server that takes nobody.
  if (whole !== undefined && !isTried) return { reason: 'cause-remains', why: whole, until: null };
  const standing = past === undefined ? undefined : standingOfServer(past, route.server, { now, isTried });
  if (standing === undefined) return undefined;
  const reason = isLimit(standing.class) ? 'limit-reached' : 'cause-remains';
  return { reason, why: describeStanding(standing, now), until: endOf(standing) };
};

const isAboutSender = (failureClass: string): boolean => /^(?:sender|policy|rcpt)\./.test(failureClass);

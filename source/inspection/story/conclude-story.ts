import { type CauseId, causeIds, factsOf } from '../../domain/finding/cause-id.ts';
import type { Status } from '../../domain/finding/status.ts';
import type { CauseReport } from '../../domain/finding/verdict.ts';
import type { RouteFailure } from '../../domain/routing/route.ts';
import type { Beyond } from './judge-trace.ts';

/** What a live session met for exactly this mail. */
export type LiveTry =
  | { readonly kind: 'ready' }
  | { readonly kind: 'fails'; readonly cause: CauseId | null; readonly words: string }
  | { readonly kind: 'untested'; readonly why: string }
  | { readonly kind: 'not-needed' };

/** What is known of one mail, as far as it decides why it is where it is. */
export interface StoryFacts {
  readonly fate: Fate;
  readonly neutralized: boolean;
  /** Why Odoo will not hand it to a server. */
  readonly routeFailure: RouteFailure['kind'] | null;
  readonly live: LiveTry;
  /** Why the queue does not run; a clause. */
  readonly obstacle: string | null;
  readonly held: boolean;
  readonly hasRecipient: boolean;
  /** What the mail server of this machine knows of it. */
  readonly beyond: Beyond;
  readonly reports: readonly Pick<CauseReport, 'id' | 'status' | 'consequenceOf' | 'speaker'>[];
}

export type Fate =
  | { readonly kind: 'waiting' }
  /** `cause`: what the stored failure points at; `words`: the failure in a few of them. */
  | { readonly kind: 'failed'; readonly cause: CauseId | null; readonly words: string }
  | { readonly kind: 'sent' }
  /** Some or all of its recipients were not reached, as their notifications say. */
  | { readonly kind: 'not-reached'; readonly words: string }
  | { readonly kind: 'cancelled' }
  /** `words`: a clause about what there is instead. */
  | { readonly kind: 'not-told'; readonly words: string };

/** Why a mail is where it is. */
export interface StoryJudgement {
  readonly status: Status;
  readonly cause: CauseId | null;
  readonly why:
    | 'copy'
    | 'no-route'
    | 'queue-stands'
    | 'refused-now'
    | 'no-recipient'
    | 'held'
    | 'fault-on-the-way'
    | 'waits-its-turn'
    | 'not-tried'
    | 'failed-before'
    | 'handed-over'
    | 'still-held'
    | 'returned'
    | 'delivered'
    | 'handed-over-with-doubts'
    | 'not-reached'
    | 'cancelled'
    | 'not-told'
    | 'no-mail';
}

/** The causes that stop a mail before it is handed over; where a report of one fails, this mail fails with it. */
const stopping: ReadonlySet<string> = new Set(['server', 'session']);

/** Judges the facts, what decides first: what was seen of this mail itself before what is known of all mail. */
export const judgeStory = (facts: StoryFacts): StoryJudgement => {
  const hasLeft = facts.fate.kind !== 'waiting' && facts.fate.kind !== 'failed';
  if (facts.neutralized && !hasLeft) return { status: 'fail', cause: 'no-server', why: 'copy' };
  switch (facts.fate.kind) {
    case 'waiting':
      return judgeWaiting(facts);
    case 'failed':
      return judgeFailed(facts, facts.fate.cause);
    case 'not-reached':
      return { status: 'fail', cause: causeOfBounce(facts), why: 'not-reached' };
    case 'cancelled':
      return { status: 'warn', cause: null, why: 'cancelled' };
    case 'not-told':
      return { status: 'unknown', cause: null, why: 'not-told' };
    case 'sent':
      return judgeSent(facts);
  }
};

const judgeWaiting = (facts: StoryFacts): StoryJudgement => {
  const { routeFailure, live, obstacle, held, hasRecipient, reports } = facts;
  if (routeFailure !== null) return { status: 'fail', cause: causeOfRoute(routeFailure), why: 'no-route' };
  const cron = reports.find(({ id, status }) => id === 'cron' && status === 'fail');
  if (obstacle !== null || cron !== undefined) return { status: 'fail', cause: 'cron', why: 'queue-stands' };
  const refused = judgeRefusal(live, reports, null);
  if (refused !== undefined) return refused;
  if (!hasRecipient) return { status: 'fail', cause: 'recipients', why: 'no-recipient' };
  const fault = findFault(reports, live);
  if (fault !== undefined) return { status: fault.status, cause: fault.id, why: 'fault-on-the-way' };
  if (held) return { status: 'ok', cause: 'scheduled', why: 'held' };
  const doubt = findDoubt(reports);
  if (doubt !== undefined && live.kind !== 'untested')
    return { status: 'warn', cause: doubt.id, why: 'waits-its-turn' };
  const scheduled = reports.find(({ id, speaker }) => id === 'scheduled' && (speaker?.explains ?? 0) > 0);
  if (live.kind === 'untested') return { status: 'unknown', cause: scheduled?.id ?? null, why: 'not-tried' };
  return { status: 'ok', cause: scheduled?.id ?? null, why: 'waits-its-turn' };
};

/** Where no server is left that Odoo could use, what stands at the address that it tries instead is no cause. */
const judgeRefusal = (
  live: LiveTry,
  reports: StoryFacts['reports'],
  stored: CauseId | null,
): StoryJudgement | undefined => {
  if (live.kind !== 'fails') return undefined;
  const absent = reports.find(
    ({ id, status, consequenceOf }) =>
      factsOf(id).stage === 'server' && status === 'fail' && consequenceOf === undefined,
  );
  return { status: 'fail', cause: absent?.id ?? live.cause ?? stored ?? 'unexplained', why: 'refused-now' };
};

/** What may keep a mail that leaves from being read, or the answer from coming back. */
const findDoubt = (reports: StoryFacts['reports']): StoryFacts['reports'][number] | undefined =>
  causeIds
    .filter((id) => factsOf(id).stage === 'after')
    .flatMap((id) =>
      reports.filter((report) => report.id === id && (report.status === 'fail' || report.status === 'warn')),
    )[0];

/** A server that lets this very mail in beats what was measured of servers in general. */
const findFault = (reports: StoryFacts['reports'], live: LiveTry): StoryFacts['reports'][number] | undefined => {
  const own = reports.filter(({ consequenceOf, status }) => consequenceOf === undefined && status !== 'ok');
  const waits = own.filter(
    ({ id, status }) => (id === 'stuck' || id === 'rate-limit') && (status === 'fail' || status === 'warn'),
  );
  const stops = own.filter(({ id, status }) => status === 'fail' && stopping.has(factsOf(id).stage));
  return [...(live.kind === 'ready' ? [] : stops), ...waits][0];
};

const causeOfRoute = (failure: RouteFailure['kind']): CauseId =>
  failure === 'archived' || failure === 'personal' ? 'no-server' : 'sender';

/** A mail that failed stays until somebody sends it again; why, the server says now, or said then. */
const judgeFailed = ({ live, routeFailure, reports }: StoryFacts, stored: CauseId | null): StoryJudgement => {
  if (routeFailure !== null) return { status: 'fail', cause: causeOfRoute(routeFailure), why: 'no-route' };
  if (live.kind === 'fails')
    return { status: 'fail', cause: live.cause ?? stored ?? 'unexplained', why: 'refused-now' };
  if (stored !== null) return { status: 'fail', cause: stored, why: 'failed-before' };
  const unclear = reports.find(({ id, status }) => id === 'stuck' && (status === 'fail' || status === 'warn'));
  return { status: 'fail', cause: unclear?.id ?? 'unexplained', why: 'failed-before' };
};

/** Where more mail comes back than usual it is no matter of this recipient alone. */
const causeOfBounce = ({ reports }: StoryFacts): CauseId =>
  reports.some(({ id, status }) => id === 'beyond' && (status === 'warn' || status === 'fail'))
    ? 'beyond'
    : 'recipients';

const judgeSent = ({ reports, beyond }: StoryFacts): StoryJudgement => {
  if (beyond.kind === 'held') return { status: 'fail', cause: 'beyond', why: 'still-held' };
  if (beyond.kind === 'returned') return { status: 'fail', cause: 'beyond', why: 'returned' };
  if (beyond.kind === 'delivered') return { status: 'ok', cause: null, why: 'delivered' };
  const doubt = findDoubt(reports);
  return doubt === undefined
    ? { status: 'ok', cause: null, why: 'handed-over' }
    : { status: 'warn', cause: doubt.id, why: 'handed-over-with-doubts' };
};

import type { Evidence } from '../../domain/finding/evidence.ts';
import type { Finding } from '../../domain/finding/finding.ts';
import type { QueueSender } from '../../domain/mail/queue-sender.ts';
import type { FailureCause } from '../../domain/replies/classes/index.ts';
import type { FailureGroup } from '../../domain/replies/groups.ts';
import { identifyServer } from '../../domain/routing/identify-server.ts';
import type { RoutingFacts } from '../../domain/routing/routing-facts.ts';
import type { CheckContext } from '../context.ts';
import { ifPossible } from './if-possible.ts';
import { readWaitingSenders } from './queue-senders.ts';
import { measureRoutingFacts, routeSender } from './routes.ts';
import { readWithEvidence, shared, sharedByName } from './shared.ts';

/** The failed mails whose stored reason points at one cause. */
export interface StoredFailures {
  /** By class, most mails first. */
  readonly groups: readonly FailureGroup[];
  readonly count: number;
  readonly ids: readonly number[];
  /** The latest of them failed then; null where there is none. */
  readonly newestAt: Date | null;
  /**
   * How many of them lead through each server now (`server:3`, `conf`); undefined where the role may not read who the
   * mails come from.
   */
  readonly bySubject: ReadonlyMap<string, number> | undefined;
  /** The statement that told who they come from. */
  readonly evidence: readonly Evidence[];
}

/** Failed mails whose stored reason points at this cause. Cost: none but the queue's own count. */
export const readFailureGroups = async (
  context: CheckContext,
  cause: FailureCause,
): Promise<Pick<StoredFailures, 'groups' | 'count' | 'ids'>> => {
  return countGroups((await context.readQueue()).failures.filter((group) => group.cause === cause));
};

const countGroups = (groups: readonly FailureGroup[]): Pick<StoredFailures, 'groups' | 'count' | 'ids'> => ({
  groups,
  count: groups.reduce((sum, { count }) => sum + count, 0),
  ids: groups.flatMap(({ stories }) => stories.flatMap(({ ids }) => ids)),
});

/** The same with the servers that they lead through. Cost: one statement for each cause that has failures. */
export const readStoredFailures = sharedByName(
  async (context, cause: FailureCause): Promise<StoredFailures> =>
    await describeFailures(context, await readFailureGroups(context, cause)),
);

/** Those of them that are about certain classes. Cost: one statement where these are some and not all. */
export const selectFailures = async (
  context: CheckContext,
  stored: StoredFailures,
  isAbout: ((group: FailureGroup) => boolean) | undefined,
): Promise<StoredFailures> => {
  const groups = isAbout === undefined ? stored.groups : stored.groups.filter(isAbout);
  return groups.length === stored.groups.length ? stored : await describeFailures(context, countGroups(groups));
};

const describeFailures = async (
  context: CheckContext,
  found: Pick<StoredFailures, 'groups' | 'count' | 'ids'>,
): Promise<StoredFailures> => {
  const { mails } = await context.readQueue();
  if (found.count === 0) return { ...found, newestAt: null, bySubject: new Map(), evidence: [] };
  const ids = new Set(found.ids);
  const failed = mails.inState('exception').among(ids);
  return { ...found, newestAt: failed.latest('changedAt'), ...(await divideByServer(context, found.ids)) };
};

/**
 * Mails that a server's live fault accounts for: those that failed for this cause on their way through it, and those
 * that wait and will.
 */
export const countExplained = async (
  context: CheckContext,
  cause: FailureCause,
  subject: string,
): Promise<Required<Pick<Finding, 'explains' | 'explainsWaiting'>>> => {
  const { bySubject, count } = await readStoredFailures(context, cause);
  // Where the role may not read who the mails come from, nobody can tell them apart by server.
  const failed = bySubject === undefined ? count : (bySubject.get(subject) ?? 0);
  const waiting = (await countWaiting(context)).get(subject) ?? 0;
  return { explains: failed + waiting, explainsWaiting: waiting };
};

/** So many waiting mails lead through each server now; empty where the role may not read who they come from. */
export const countWaiting = shared(async (context): Promise<ReadonlyMap<string, number>> => {
  const read = Promise.all([measureRoutingFacts(context), readWaitingSenders(context)]);
  const known = await ifPossible(context, read);
  return known === undefined ? new Map() : countRoutes(known[0], known[1].value);
});

const countRoutes = (facts: RoutingFacts, senders: readonly QueueSender[]): ReadonlyMap<string, number> => {
  const bySubject = new Map<string, number>();
  for (const sender of senders) {
    const subject = identifyServer(routeSender(facts, sender).route.server);
    bySubject.set(subject, (bySubject.get(subject) ?? 0) + sender.mails);
  }
  return bySubject;
};

/** So many of these mails lead through each server now; empty where the role may not read who they come from. */
export const countByServer = async (
  context: CheckContext,
  ids: readonly number[],
): Promise<ReadonlyMap<string, number>> => (await divideByServer(context, ids)).bySubject ?? new Map();

const divideByServer = async (
  context: CheckContext,
  ids: readonly number[],
): Promise<Pick<StoredFailures, 'bySubject' | 'evidence'>> => {
  if (ids.length === 0) return { bySubject: new Map(), evidence: [] };
  const read = Promise.all([
    measureRoutingFacts(context),
    readWithEvidence(context, (odoo, options) => odoo.senders(ids, options)),
  ]);
  const known = await ifPossible(context, read);
  if (known === undefined) return { bySubject: undefined, evidence: [] };
  const [facts, { value: senders, evidence }] = known;
  return { bySubject: countRoutes(facts, senders), evidence };
};

import type { CheckContext } from '../../checks/context.ts';
import { measureRoutesOf, measureWaitingRoutes, type SenderRoute } from '../../checks/measure/routes.ts';
import { shared } from '../../checks/measure/shared.ts';
import { readFailureGroups } from '../../checks/measure/stored-failures.ts';
import type { Evidence } from '../../domain/finding/evidence.ts';
import { identifyServer } from '../../domain/routing/identify-server.ts';

/** Mails whose sender was refused once, by when the server said so. */
export interface Concerned {
  /** At MAIL FROM, or by Odoo itself: what a session can try again. */
  readonly refused: readonly SenderRoute[];
  /** After the message was handed over (Exchange's SendAsDenied): no session that sends nothing can tell. */
  readonly refusedAfterData: readonly SenderRoute[];
  readonly waiting: readonly SenderRoute[];
  readonly evidence: readonly Evidence[];
}

/** The ways of the mails that failed for their sender, and of those that wait. */
export const readConcerned = shared(async (context): Promise<Concerned> => {
  const { groups } = await readFailureGroups(context, 'sender');
  const stories = groups.flatMap((group) => group.stories);
  const isAfterData = ({ meaning }: (typeof stories)[number]): boolean => meaning.reply.stage === 'data';
  const idsOf = (some: typeof stories): readonly number[] => some.flatMap(({ ids }) => ids);
  const [refused, refusedAfterData, waiting] = await Promise.all([
    measureRoutesOf(context, idsOf(stories.filter((story) => !isAfterData(story)))),
    measureRoutesOf(context, idsOf(stories.filter(isAfterData))),
    measureWaitingRoutes(context),
  ]);
  return {
    refused: refused.routes,
    refusedAfterData: refusedAfterData.routes,
    waiting,
    evidence: [...refused.evidence, ...refusedAfterData.evidence],
  };
});

/**
 * Mails that a server's refusal of these senders accounts for: those that failed for it, and where none has failed yet,
 * the waiting ones that will.
 */
export const countConcerned = async (
  context: CheckContext,
  subject: string,
  addresses: readonly string[],
): Promise<number> => judgeConcerned(await readConcerned(context), subject, addresses);

export const judgeConcerned = (
  { refused, waiting }: Pick<Concerned, 'refused' | 'waiting'>,
  subject: string,
  addresses: readonly string[],
): number => {
  const count = (routes: readonly SenderRoute[]): number =>
    countConcernedMails(routes.filter(({ route }) => isAmong(route, subject, addresses)));
  return count(refused) || count(waiting);
};

const isAmong = (route: SenderRoute['route'], subject: string, addresses: readonly string[]): boolean =>
  route.kind === 'sends' && identifyServer(route.server) === subject && addresses.includes(route.envelopeFrom);

export const countConcernedMails = (routes: readonly SenderRoute[]): number =>
  routes.reduce((sum, { sender }) => sum + sender.mails, 0);

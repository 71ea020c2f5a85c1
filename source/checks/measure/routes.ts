import type { Evidence } from '../../domain/finding/evidence.ts';
import type { QueueSender } from '../../domain/mail/queue-sender.ts';
import { traitsOf } from '../../domain/odoo/traits.ts';
import type { Route } from '../../domain/routing/route.ts';
import { routeMail } from '../../domain/routing/route-mail.ts';
import type { FallbackFrom, RoutingFacts } from '../../domain/routing/routing-facts.ts';
import { staticFromOf } from '../../services/odoo/read-routing-facts.ts';
import { mailConfigurationOf } from '../../target/odoo-conf/mail-settings.ts';
import type { CheckContext } from '../context.ts';
import { measureAliasDomains, measureCompanies, measureMailServers, measureParameters } from './measure-database.ts';
import { mergeSenders, readFailedSenders, readWaitingSenders } from './queue-senders.ts';
import { readWithEvidence, shared } from './shared.ts';

/** The way of mails that leave alike. */
export interface SenderRoute {
  readonly sender: QueueSender;
  readonly route: Route;
  /**
   * What builds from before January 2024 do instead, where it differs: the tables do not tell which build runs
   * (`FallbackFrom`), so neither of both is known for certain.
   */
  readonly olderBuilds: Route | undefined;
}

export interface Routes {
  readonly facts: RoutingFacts;
  /** Of the waiting and failed mails, most mails first; then of the companies' own addresses, with no mails. */
  readonly routes: readonly SenderRoute[];
  /** The mail that stands in 14's bounce addresses for all of them. */
  readonly trackedId: number | undefined;
  readonly evidence: readonly Evidence[];
}

/** Which server, From and envelope sender Odoo uses for each distinct sender of the queue. */
export const measureRoutes = shared(async (context): Promise<Routes> => {
  const [facts, waiting, failed] = await Promise.all([
    measureRoutingFacts(context),
    readWaitingSenders(context),
    readFailedSenders(context),
  ]);
  const senders = mergeSenders(waiting.value, failed.value);
  const usual = await readCompanySenders(context);
  const known = new Set(senders.map(({ from }) => from));
  const all = [...senders, ...usual.filter(({ from }) => !known.has(from))];
  // 14 writes each mail's id into its bounce address: one of them stands for all, as a server treats them alike.
  const trackedId = senders[0]?.sampleMailId;
  const routes = all.map((sender) => routeSender(facts, sender, trackedId));
  return { facts, routes, trackedId, evidence: [...waiting.evidence, ...failed.evidence] };
});

/** The ways of some of the queue's mails, as `measureRoutes` has them. Cost: two index lookups a mail. */
export const measureRoutesOf = async (
  context: CheckContext,
  ids: readonly number[],
): Promise<Pick<Routes, 'routes' | 'evidence'>> => {
  if (ids.length === 0) return { routes: [], evidence: [] };
  const { facts, trackedId } = await measureRoutes(context);
  const senders = await readWithEvidence(context, (odoo, options) => odoo.senders(ids, options));
  return { routes: senders.value.map((sender) => routeSender(facts, sender, trackedId)), evidence: senders.evidence };
};

/** The ways of the waiting mails, as `measureRoutes` has them. Cost: none beyond it. */
export const measureWaitingRoutes = async (context: CheckContext): Promise<readonly SenderRoute[]> => {
  const [{ facts, trackedId }, senders] = await Promise.all([measureRoutes(context), readWaitingSenders(context)]);
  return senders.value.map((sender) => routeSender(facts, sender, trackedId));
};

/** Everything that decides the way of a mail besides the mail. */
export const measureRoutingFacts = shared(async (context): Promise<RoutingFacts> => {
  const [servers, parameters, aliasDomains, companies] = await Promise.all([
    measureMailServers(context),
    measureParameters(context),
    measureAliasDomains(context),
    measureCompanies(context),
  ]);
  const configuration = mailConfigurationOf(context.target.settings);
  return {
    series: context.odoo.version.series,
    servers: servers.value,
    parameters: parameters.value,
    aliasDomains: aliasDomains.value,
    companies: companies.value,
    configuration,
    staticFrom: staticFromOf(context.odoo, configuration),
  };
});

/** What a mail written by each company now would come from: there is something to try even when nothing waits. */
const readCompanySenders = async (context: CheckContext): Promise<readonly QueueSender[]> => {
  const { value: companies } = await measureCompanies(context);
  return companies.flatMap(({ id, email, active, aliasDomainId }) =>
    email === null || email === '' || !active
      ? []
      : [
          {
            from: email,
            forcedServerId: null,
            companyId: id,
            aliasDomainId,
            authorId: null,
            mails: 0,
            sampleMailId: 0,
          },
        ],
  );
};

/**
 * The route of one sender, on both kinds of build where they differ. `trackedId` is the mail that 14 names in the bounce
 * address; the sender's own sample when not given.
 */
export const routeSender = (
  facts: RoutingFacts,
  sender: QueueSender,
  trackedId: number = sender.sampleMailId,
): SenderRoute => {
  const on = (fallbackFrom: FallbackFrom): Route =>
    routeMail(
      { ...facts, fallbackFrom },
      {
        from: sender.from,
        forcedServerId: sender.forcedServerId,
        aliasDomainId: sender.aliasDomainId,
        ...(traitsOf(facts.series).trackingBounce ? { tracking: { mailId: trackedId, document: null } } : {}),
      },
    );
  const route = on('notifications');
  const older = traitsOf(facts.series).authorFallback ? on('author') : route;
  return { sender, route, olderBuilds: JSON.stringify(older) === JSON.stringify(route) ? undefined : older };
};

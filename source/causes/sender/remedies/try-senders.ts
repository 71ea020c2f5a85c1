import type { CheckContext } from '../../../checks/context.ts';
import { composeEnvelopes } from '../../../checks/measure/asked-recipients.ts';
import { measureRelays, type Relay } from '../../../checks/measure/relays.ts';
import { measureRoutes, routeSender } from '../../../checks/measure/routes.ts';
import { takesAll } from '../../../checks/measure/sender-verdicts.ts';
import { measuringTime } from '../../../checks/measure/smtp-sessions.ts';
import { UserError } from '../../../domain/errors.ts';
import type { Evidence } from '../../../domain/finding/evidence.ts';
import { smtpEvidence } from '../../../domain/probes/probe-evidence.ts';
import { identifyServer } from '../../../domain/routing/identify-server.ts';
import type { RoutingFacts } from '../../../domain/routing/routing-facts.ts';
import { isKnown, loginRequest, type ServerLogin } from '../../../services/smtp/server-login.ts';
import { maxSenders } from '../../../services/smtp/stages/envelopes-stage.ts';

/** What trying the senders showed. */
export interface SenderTrial {
  readonly evidence: readonly Evidence[];
  readonly warnings: readonly string[];
}

/**
 * MAIL FROM for every sender of the queue as Odoo would write it with these facts, on the server it would choose then.
 * @throws UserError with a server's words when one is refused or cannot be tried: nothing is to be planned then.
 */
export const trySenders = async (context: CheckContext, facts: RoutingFacts): Promise<SenderTrial> => {
  const [{ routes, trackedId }, relays] = await Promise.all([measureRoutes(context), measureRelays(context)]);
  const ways = routes.map(({ sender }) => routeSender(facts, sender, trackedId).route);
  const lost = ways.find((way) => way.kind === 'fails');
  if (lost?.kind === 'fails' && lost.failure.kind !== 'archived') {
    throw new UserError('Nothing was planned: even then Odoo would find no address to send some mails from.');
  }
  const sending = ways.flatMap((way) => (way.kind === 'sends' ? [way] : []));
  const byServer = Map.groupBy(sending, ({ server }) => identifyServer(server));
  const tried = await Promise.all(
    [...byServer].map(([subject, all]) => {
      const relay = relays.find((one) => one.subject === subject);
      if (relay === undefined) throw new UserError(`Mail would leave through ${subject}, which cannot be tried.`);
      return tryAddresses(context, relay, relay.login, [...new Set(all.map(({ envelopeFrom }) => envelopeFrom))]);
    }),
  );
  return {
    evidence: tried.flatMap(({ evidence }) => evidence),
    warnings: tried.flatMap(({ warnings }) => warnings),
  };
};

/** MAIL FROM for these addresses on one server, with that login. @throws UserError when one is not taken. */
export const tryAddresses = async (
  context: CheckContext,
  relay: Relay,
  login: ServerLogin,
  addresses: readonly string[],
): Promise<SenderTrial> => {
  if (!isKnown(login)) {
    throw new UserError(
      `Nothing was planned: the login of ${relay.title} is not at hand here, so its senders cannot be tried.`,
      'Let Odoo connect to the account first (the credentials step).',
    );
  }
  const report = await context.smtp.probe(
    {
      host: relay.host,
      port: relay.port,
      tls: relay.tls,
      envelopes: await composeEnvelopes(context, addresses.slice(0, maxSenders)),
      timeoutMs: context.timeoutMs,
      totalTimeoutMs: measuringTime(context),
      // Whoever typed a secret wants it tried, even if it was refused before.
      retrySecret: login !== relay.login,
      ...loginRequest(login),
    },
    { signal: context.signal },
  );
  if (!takesAll(report)) {
    throw new UserError(`Nothing was planned: ${report.summary}`, 'Choose an address that the server takes.');
  }
  const beyond = addresses.length - maxSenders;
  return {
    evidence: [smtpEvidence(report)],
    warnings: beyond > 0 ? [`${beyond} more senders were not tried.`] : [],
  };
};

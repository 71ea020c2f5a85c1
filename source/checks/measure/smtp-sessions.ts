import type { SmtpReport, SmtpStage } from '../../domain/probes/smtp-report.ts';
import { isKnown, loginRequest } from '../../services/smtp/server-login.ts';
import type { Envelope } from '../../services/smtp/smtp-request.ts';
import { maxSenders } from '../../services/smtp/stages/envelopes-stage.ts';
import type { CheckContext } from '../context.ts';
import { composeEnvelopes } from './asked-recipients.ts';
import { measureActiveServers, measureRelays, type Relay } from './relays.ts';
import { shared } from './shared.ts';

/** A server and the one session that this run has with it. */
export interface RelaySession {
  readonly relay: Relay;
  readonly report: SmtpReport;
}

/** Envelope senders that this session tries: those with most mails first. */
export const envelopeSenders = (relay: Relay): readonly string[] => {
  const addresses = relay.routes.flatMap(({ route, olderBuilds }) =>
    [route, olderBuilds].flatMap((way) => (way?.kind === 'sends' ? [way.envelopeFrom] : [])),
  );
  return [...new Set(addresses)];
};

/** A session under way. */
export interface RunningSession {
  readonly relay: Relay;
  /**
   * True once the server has kept silent to our connection, or there is no way to it, for as long as makes one ask
   * whether others answer; false once it took the connection or said no.
   */
  readonly isSilent: Promise<boolean>;
  readonly report: Promise<SmtpReport>;
}

/** Silence for this long begins the comparison with other hosts, ms: most servers answer within a tenth of it. */
export const silenceMs = 1_500;

/**
 * Begins one session with every server in use, all at once: connection, TLS, login, and for each sender of the queue
 * MAIL FROM and one RCPT TO. Every check about a server reads them, so that a server is met once a run.
 */
export const startSessions = shared(async (context): Promise<readonly RunningSession[]> => {
  const begun = await beginSessions(context);
  const relays = await measureRelays(context);
  return relays.map((relay) => ({ relay, ...(begun.get(relay.subject) ?? startSession(context, relay)) }));
});

/** With servers that are in use whatever waits: a large queue takes longer to read than a server to answer. */
const beginSessions = shared(async (context): Promise<ReadonlyMap<string, Omit<RunningSession, 'relay'>>> => {
  const servers = await measureActiveServers(context);
  return new Map(servers.map((relay) => [relay.subject, startSession(context, relay)]));
});

const startSession = (context: CheckContext, relay: Relay): Omit<RunningSession, 'relay'> => {
  const { promise: isSilent, resolve: settle } = Promise.withResolvers<boolean>();
  let timer: NodeJS.Timeout | undefined;
  const report = holdSession(context, relay, (stage) => {
    if (stage === 'resolve') timer = setTimeout(() => settle(true), silenceMs);
    if (stage === 'connect') settle(false);
  });
  report
    .then(
      ({ failure }) => settle(failure?.stage === 'connect' && failure.kind !== 'refused'),
      () => settle(false),
    )
    .finally(() => clearTimeout(timer));
  return { isSilent, report };
};

/** The sessions once they have ended. */
export const openSessions = shared(async (context): Promise<readonly RelaySession[]> => {
  const running = await startSessions(context);
  return await Promise.all(running.map(async ({ relay, report }) => ({ relay, report: await report })));
});

/** Sessions end this long before the run must, ms, so that what they found still makes its way into the report. */
const reserveMs = 1_000;

/** How long a measurement of this run may take, ms: the deadline's last fifth, at most a second, stays for the report. */
export const measuringTime = ({ deadlineMs }: Pick<CheckContext, 'deadlineMs'>): number =>
  deadlineMs - Math.min(reserveMs, deadlineMs / 5);

const holdSession = (
  context: CheckContext,
  relay: Relay,
  onReached: (stage: SmtpStage) => void,
): Promise<SmtpReport> => {
  const { login, host, port, tls } = relay;
  // Without the login that Odoo would use, a refused sender would say nothing about Odoo's.
  const envelopes = isKnown(login) ? readEnvelopes(context, relay.subject) : [];
  return context.smtp.probe(
    {
      host,
      port,
      tls,
      envelopes,
      timeoutMs: context.timeoutMs,
      totalTimeoutMs: measuringTime(context),
      ...loginRequest(login),
    },
    { signal: context.signal, onReached },
  );
};

const readEnvelopes = (context: CheckContext, subject: string): Promise<readonly Envelope[]> => {
  const envelopes = measureRelays(context).then((relays) => {
    const senders = relays.filter((relay) => relay.subject === subject).flatMap(envelopeSenders);
    return composeEnvelopes(context, senders.slice(0, maxSenders));
  });
  // A session that ends earlier never asks for them.
  envelopes.catch(() => undefined);
  return envelopes;
};

import type { SmtpReport } from '../../domain/probes/smtp-report.ts';
import { maxSenders } from '../../services/smtp/stages/envelopes.ts';
import type { CheckContext } from '../context.ts';
import { type Relay, readRelays } from './relays.ts';
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
  /** Settles as soon as the server took the connection, or the session ended without one. */
  readonly connected: Promise<void>;
  readonly report: Promise<SmtpReport>;
}

/**
 * Begins one session with every server in use, all at once: connection, TLS, login, and MAIL FROM for the senders of
 * the queue. Every check about a server reads them, so that a server is met once a run.
 */
export const startSessions = shared(async (context): Promise<readonly RunningSession[]> => {
  const relays = await readRelays(context);
  return relays.map((relay) => {
    const { promise: connected, resolve } = Promise.withResolvers<void>();
    const report = holdSession(context, relay, resolve);
    report.then(
      () => resolve(),
      () => resolve(),
    );
    return { relay, connected, report };
  });
});

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

const holdSession = (context: CheckContext, relay: Relay, onConnected: () => void): Promise<SmtpReport> => {
  const { login, host, port, tls } = relay;
  // Without the login that Odoo would use, a refused sender would say nothing about Odoo's.
  const loginIsKnown = login.kind === 'ready' || login.kind === 'none' || login.kind === 'certificate';
  const senders = loginIsKnown ? envelopeSenders(relay).slice(0, maxSenders) : [];
  return context.smtp.probe(
    {
      host,
      port,
      tls,
      envelopes: senders.map((sender) => ({ sender, recipients: [] })),
      timeoutMs: context.timeoutMs,
      totalTimeoutMs: measuringTime(context),
      ...(login.kind === 'ready' ? { credentials: login.credentials } : {}),
      ...(login.kind === 'certificate' ? { clientCertificate: login.certificate } : {}),
    },
    { signal: context.signal, onReached: (stage) => stage === 'connect' && onConnected() },
  );
};

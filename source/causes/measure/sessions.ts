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

/**
 * One session with every server in use, all at once: connection, TLS, login, and MAIL FROM for the senders of the
 * queue. Every check about a server reads it here, so that a server is met once a run.
 */
export const openSessions = shared(async (context): Promise<readonly RelaySession[]> => {
  const relays = await readRelays(context);
  return await Promise.all(relays.map(async (relay) => ({ relay, report: await holdSession(context, relay) })));
});

const holdSession = (context: CheckContext, relay: Relay): Promise<SmtpReport> => {
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
      totalTimeoutMs: context.deadlineMs,
      ...(login.kind === 'ready' ? { credentials: login.credentials } : {}),
      ...(login.kind === 'certificate' ? { clientCertificate: login.certificate } : {}),
    },
    { signal: context.signal },
  );
};

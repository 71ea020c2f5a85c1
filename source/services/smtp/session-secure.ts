import type { Socket } from 'node:net';
import type { SecureContext } from 'node:tls';
import { describeCertificateProblems } from '../../domain/probes/tls-report.ts';
import type { Conversation } from './conversation.ts';
import type { SmtpSession } from './session-context.ts';
import { SessionFailure } from './session-failure.ts';
import { type SecuredSocket, startWithTls, upgradeToTls } from './stages/secure.ts';
import { inspectTls } from './tls/inspect.ts';
import type { HandshakeOptions } from './tls/negotiate-tls.ts';
import type { SecondLook } from './wrong-mode.ts';

/** TLS before the first word. @throws SessionFailure. */
export const secureFirst = async (session: SmtpSession, socket: Socket): Promise<SecuredSocket> => {
  // The handshake is the server's first word here, and waits for a reverse lookup as a greeting does.
  const options = handshakeOptions(session, session.budget.greeting());
  const secured = await startWithTls(socket, options, () => secondLook(session), session.log);
  session.sockets.push(secured.socket);
  return secured;
};

/** STARTTLS; the conversation goes on over the secured socket. @throws SessionFailure. */
export const secureMidway = async (session: SmtpSession, conversation: Conversation): Promise<void> => {
  const secured = await upgradeToTls(conversation, handshakeOptions(session, session.budget.step()));
  session.sockets.push(secured.socket);
  conversation.resume(secured.socket);
  acceptSecured(session, secured);
};

/** Reports the handshake. @throws SessionFailure when this mode verifies and it does not verify. */
export const acceptSecured = (session: SmtpSession, { socket, durationMs }: SecuredSocket): void => {
  const { request, log, draft, now } = session;
  const tls = inspectTls(socket, request.host, now(), durationMs);
  draft.tls = tls;
  log.note(`TLS started with ${tls.protocol}, ${tls.cipher}, in ${durationMs} ms.`);
  if (tls.certificate !== undefined) {
    const { subject, issuer, notAfter, expiresInDays } = tls.certificate;
    log.note(`Certificate of ${subject}, issued by ${issuer}, until ${notAfter} (${expiresInDays} days).`);
  }
  if (tls.verified) {
    log.note('Certificate verified.');
  } else {
    log.trouble(`Certificate not verified: ${describeCertificateProblems(tls.problems)}.`);
    if (request.tls.endsWith('_strict')) {
      const problem = { kind: 'certificate', problems: tls.problems } as const;
      throw new SessionFailure({ kind: 'tls', stage: 'tls', problem });
    }
  }
  log.reach('tls');
};

const handshakeOptions = (session: SmtpSession, timeoutMs: number): HandshakeOptions => ({
  host: session.request.host,
  secureContext: createContext(session),
  timeoutMs,
  signal: session.signal,
});

const createContext = ({ request, trust }: SmtpSession): SecureContext => {
  try {
    return trust.secureContext(request.clientCertificate);
  } catch {
    // OpenSSL's words may quote the key; what a person needs is which file to look at.
    const detail = "this machine's own certificate or its key cannot be read";
    throw new SessionFailure({ kind: 'tls', stage: 'tls', problem: { kind: 'handshake', detail } });
  }
};

/** Where to look when the port does not speak as expected. */
export const secondLook = ({ request, network, trust, budget, draft }: SmtpSession): SecondLook => {
  const { host, port } = request;
  const address = draft.connectedTo ?? { address: host, family: 4 };
  return { connect: network.connect, host, address, port, trust, timeoutMs: budget.step() };
};

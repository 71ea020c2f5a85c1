import type { SenderVerdict } from '../../domain/probes/smtp-report.ts';
import { Conversation } from './conversation.ts';
import { connectSession } from './session-connect.ts';
import type { SmtpSession } from './session-context.ts';
import { SessionFailure } from './session-failure.ts';
import { acceptSecured, secondLook, secureFirst, secureMidway } from './session-secure.ts';
import { tryEnvelopes } from './stages/envelopes-stage.ts';
import { awaitGreeting } from './stages/greeting-stage.ts';
import { handOver } from './stages/hand-over-message.ts';
import { sayHello } from './stages/hello.ts';
import { logIn } from './stages/log-in.ts';
import { sayGoodbye } from './stages/say-goodbye.ts';
import { completesTls, greetingLimit, mayWaitForTls } from './wrong-mode.ts';

/**
 * The session in its order, each stage in a file of its own. What it finds goes into the draft and the log.
 * @throws SessionFailure where it ends early, the signal's reason when it is aborted.
 */
export const runSession = async (session: SmtpSession): Promise<void> => {
  const { log, budget, signal } = session;
  const raw = await connectSession(session);
  const secured = startsWithTls(session) ? await secureFirst(session, raw) : undefined;
  const conversation = new Conversation(secured?.socket ?? raw, log, budget, signal);
  try {
    if (secured !== undefined) acceptSecured(session, secured);
    await converse(session, conversation);
  } catch (error) {
    if (!isSilentPort(session, error)) {
      if (mayBeLeftPolitely(error)) await sayGoodbye(conversation, farewellMs(session));
      throw error;
    }
    raw.destroy();
    if (!(await completesTls(secondLook(session), signal))) throw error;
    throw new SessionFailure({ kind: 'tls', stage: 'greeting', problem: { kind: 'port-wants-tls' } });
  }
  await sayGoodbye(conversation, farewellMs(session));
};

const converse = async (session: SmtpSession, conversation: Conversation): Promise<void> => {
  await introduce(session, conversation);
  await authenticate(session, conversation);
  const { capabilities, senders } = session.draft;
  if (capabilities === undefined) return;
  await tryEnvelopes(conversation, (await session.request.envelopes) ?? [], capabilities, senders);
  if (session.message !== undefined && isAcceptedWhole(senders)) {
    await handOver(conversation, session.message, session.draft);
  }
};

/** Half a message to half of its recipients is not what was asked for. */
const isAcceptedWhole = ([first, ...others]: readonly SenderVerdict[]): boolean =>
  first?.outcome.kind === 'accepted' &&
  first.recipients.length > 0 &&
  first.recipients.every(({ outcome }) => outcome.kind === 'accepted') &&
  others.length === 0;

const startsWithTls = ({ request }: SmtpSession): boolean => request.tls === 'ssl' || request.tls === 'ssl_strict';

/** No word came, and the port is one that may be waiting for a TLS hello. */
const isSilentPort = (session: SmtpSession, error: unknown): boolean =>
  error instanceof SessionFailure &&
  error.failure.kind === 'timed-out' &&
  error.failure.stage === 'greeting' &&
  !startsWithTls(session) &&
  mayWaitForTls(session.request.port);

/** Everything has been measured by now; each word of the goodbye is worth this much waiting, ms. */
const patientMs = 2_000;
/** And this much where the session's time is up or somebody stopped it, ms. */
const hastyMs = 300;

const farewellMs = ({ budget, signal }: SmtpSession): number =>
  signal.aborted ? hastyMs : Math.max(hastyMs, Math.min(patientMs, budget.left()));

/** Where there is still somebody who understands: not after a broken line, a broken rule, or a handshake half made. */
const mayBeLeftPolitely = (error: unknown): boolean => {
  // Stopped by a person or by the deadline.
  if (!(error instanceof SessionFailure)) return true;
  const { failure } = error;
  switch (failure.kind) {
    case 'reply':
    case 'auth':
      return true;
    case 'timed-out':
      return failure.stage !== 'greeting' && failure.stage !== 'tls';
    case 'protocol':
      return failure.problem.kind === 'endless-challenges';
    case 'tls':
      return failure.problem.kind === 'starttls-not-offered' || failure.problem.kind === 'certificate';
    default:
      return false;
  }
};

const introduce = async (session: SmtpSession, conversation: Conversation): Promise<void> => {
  const { request, heloName, draft } = session;
  const limitMs = session.budget.greeting();
  await awaitGreeting(conversation, startsWithTls(session) ? limitMs : greetingLimit(request.port, limitMs));
  draft.capabilities = await sayHello(conversation, 'ehlo', heloName);
  if (request.tls !== 'starttls' && request.tls !== 'starttls_strict') return;
  if (!draft.capabilities.startTls) {
    throw new SessionFailure({ kind: 'tls', stage: 'starttls', problem: { kind: 'starttls-not-offered' } });
  }
  await secureMidway(session, conversation);
  draft.capabilities = await sayHello(conversation, 'ehlo-after-tls', heloName);
};

const authenticate = async (session: SmtpSession, conversation: Conversation): Promise<void> => {
  const { request, draft, refusedSecrets, now } = session;
  const { host, port, credentials, mechanism, retrySecret = false } = request;
  if (credentials === undefined || draft.capabilities === undefined) return;
  const account = { host, port, credentials, ...(mechanism === undefined ? {} : { mechanism }) };
  draft.auth = await logIn(conversation, draft.capabilities, { account, refusedSecrets, retry: retrySecret, now });
  if (draft.auth.kind === 'accepted') return;
  throw new SessionFailure(
    draft.auth.kind !== 'not-tried' && 'reply' in draft.auth
      ? { kind: 'reply', stage: 'auth', reply: draft.auth.reply }
      : { kind: 'auth', stage: 'auth', outcome: draft.auth },
  );
};

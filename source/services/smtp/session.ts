import type { Socket } from 'node:net';
import { Conversation } from './conversation.ts';
import { connectSession } from './session-connect.ts';
import type { Session } from './session-context.ts';
import { SessionFailure } from './session-failure.ts';
import { secondLook, secureFirst, secureMidway } from './session-secure.ts';
import { tryEnvelopes } from './stages/envelopes.ts';
import { awaitGreeting } from './stages/greeting.ts';
import { sayHello } from './stages/hello.ts';
import { logIn } from './stages/log-in.ts';
import { sayGoodbye } from './stages/say-goodbye.ts';

/**
 * The session in its order, each stage in a file of its own. What it finds goes into the draft and the log.
 * @throws SessionFailure where it ends early, the signal's reason when it is aborted.
 */
export const runSession = async (session: Session): Promise<void> => {
  const { request, log, budget, signal } = session;
  const raw = await connectSession(session);
  const socket: Socket = startsWithTls(session) ? await secureFirst(session, raw) : raw;
  const conversation = new Conversation(socket, log, budget, signal);
  try {
    await introduce(session, conversation);
    await authenticate(session, conversation);
    const { capabilities, senders } = session.draft;
    if (capabilities !== undefined) await tryEnvelopes(conversation, request.envelopes ?? [], capabilities, senders);
  } catch (error) {
    if (error instanceof SessionFailure && isListening(error)) await sayGoodbye(conversation);
    throw error;
  }
  await sayGoodbye(conversation);
};

const startsWithTls = ({ request }: Session): boolean => request.tls === 'ssl' || request.tls === 'ssl_strict';

/** After a clear no the server still listens; after silence or a broken rule it is left alone. */
const isListening = ({ failure }: SessionFailure): boolean =>
  failure.kind === 'reply' ||
  failure.kind === 'auth' ||
  (failure.kind === 'tls' && failure.problem.kind === 'starttls-not-offered');

const introduce = async (session: Session, conversation: Conversation): Promise<void> => {
  const { request, heloName, draft } = session;
  await awaitGreeting(conversation, startsWithTls(session) ? undefined : secondLook(session));
  draft.capabilities = await sayHello(conversation, 'ehlo', heloName);
  if (request.tls !== 'starttls' && request.tls !== 'starttls_strict') return;
  if (!draft.capabilities.startTls) {
    throw new SessionFailure({ kind: 'tls', stage: 'starttls', problem: { kind: 'starttls-not-offered' } });
  }
  await secureMidway(session, conversation);
  draft.capabilities = await sayHello(conversation, 'ehlo-after-tls', heloName);
};

const authenticate = async (session: Session, conversation: Conversation): Promise<void> => {
  const { request, draft, refusedSecrets, now } = session;
  const { host, port, credentials, retrySecret = false } = request;
  if (credentials === undefined || draft.capabilities === undefined) return;
  const account = { host, port, credentials };
  draft.auth = await logIn(conversation, draft.capabilities, { account, refusedSecrets, retry: retrySecret, now });
  if (draft.auth.kind === 'accepted') return;
  throw new SessionFailure(
    'reply' in draft.auth
      ? { kind: 'reply', stage: 'auth', reply: draft.auth.reply }
      : { kind: 'auth', stage: 'auth', outcome: draft.auth },
  );
};

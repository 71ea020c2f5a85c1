import type {
  AddressOutcome,
  DeliveryOutcome,
  SenderVerdict,
  SmtpFailure,
  SmtpReport,
  SmtpStage,
} from '../../domain/probes/smtp-report.ts';
import { describeSmtpOutcome } from '../../domain/probes/smtp-sentence.ts';
import { sanitizeLine } from '../../domain/sanitize.ts';
import { beginDraft } from './draft.ts';
import type { RefusedSecrets } from './refused-secrets.ts';
import type { SmtpSession } from './session-context.ts';
import { SessionFailure } from './session-failure.ts';
import { SessionLog } from './session-log.ts';
import type { SmtpNetwork } from './smtp-network.ts';
import type { SmtpRequest } from './smtp-request.ts';
import { runSession } from './smtp-session.ts';
import { completeVerdicts } from './stages/envelopes-stage.ts';
import { startTimeBudget } from './time-budget.ts';
import type { Trust } from './tls/trust.ts';

export interface SmtpDependencies {
  readonly network: SmtpNetwork;
  readonly trust: Trust;
  /** One for the whole process, or a refused secret would be sent again. */
  readonly refusedSecrets: RefusedSecrets;
  /** The EHLO name for requests that give none. */
  readonly findHeloName: (signal: AbortSignal) => Promise<string>;
  readonly now: () => Date;
}

interface SessionOptions {
  readonly signal: AbortSignal;
  readonly onReached?: (stage: SmtpStage) => void;
}

export interface ReportedSession {
  readonly report: SmtpReport;
  readonly delivery: DeliveryOutcome;
}

/**
 * One session with one server, to its end, with a message only where one is given. Rejects only with the reason of
 * `signal`, and not once a message is on its way.
 */
export const reportSession = async (
  dependencies: SmtpDependencies,
  request: SmtpRequest,
  { signal, onReached }: SessionOptions,
  message?: Buffer,
): Promise<ReportedSession> => {
  signal.throwIfAborted();
  const startedAt = dependencies.now();
  const started = performance.now();
  const session: SmtpSession = {
    ...dependencies,
    request,
    signal,
    heloName: sanitizeLine(request.heloName ?? (await dependencies.findHeloName(signal))),
    log: new SessionLog(onReached),
    budget: startTimeBudget(request.timeoutMs, request.totalTimeoutMs),
    draft: beginDraft(request.credentials !== undefined),
    sockets: [],
    ...(message === undefined ? {} : { message }),
  };
  const failure = await runToFailure(session);
  const report = await finishReport(session, failure);
  return {
    report: { ...report, at: startedAt.toISOString(), durationMs: Math.round(performance.now() - started) },
    delivery: session.draft.delivery,
  };
};

const runToFailure = async (session: SmtpSession): Promise<SmtpFailure | undefined> => {
  try {
    await runSession(session);
    return undefined;
  } catch (error) {
    // A message is on its way: what is known of it is told, whoever stopped us.
    if (session.draft.delivery.kind === 'not-sent') session.signal.throwIfAborted();
    if (error instanceof SessionFailure) return error.failure;
    if (session.signal.aborted) return { kind: 'closed', stage: 'data', reset: false };
    throw error;
  } finally {
    // The TLS socket before the one it stands on: Node 24 crashes (SIGSEGV) when both go in the other order.
    for (const socket of session.sockets.toReversed()) socket.destroy();
  }
};

const finishReport = async (
  { request, heloName, draft, log }: SmtpSession,
  ended: SmtpFailure | undefined,
): Promise<Omit<SmtpReport, 'at' | 'durationMs'>> => {
  const attempts = await draft.attempts;
  const senders = completeVerdicts((await request.envelopes) ?? [], draft.senders);
  const failure = ended ?? findRefusal(senders);
  const report = {
    host: request.host,
    port: request.port,
    tlsMode: request.tls,
    heloName,
    resolution: draft.resolution,
    attempts,
    connectedTo: draft.connectedTo,
    reached: log.reached,
    replies: log.replies,
    tls: draft.tls,
    capabilities: draft.capabilities,
    auth: draft.auth,
    senders,
    failure,
  };
  const summary = describeSmtpOutcome(report);
  if (ended !== undefined) log.trouble(summary);
  return { ...report, summary, transcript: log.transcript };
};

/** The first sender or recipient that was turned down. */
const findRefusal = (senders: readonly SenderVerdict[]): SmtpFailure | undefined => {
  for (const { address, outcome, recipients } of senders) {
    const failure =
      asFailure('mail', address, outcome) ??
      recipients.map((recipient) => asFailure('rcpt', recipient.address, recipient.outcome)).find(Boolean);
    if (failure !== undefined) return failure;
  }
  return undefined;
};

const asFailure = (stage: 'mail' | 'rcpt', address: string, outcome: AddressOutcome): SmtpFailure | undefined => {
  switch (outcome.kind) {
    case 'refused':
    case 'deferred':
      return { kind: 'reply', stage, reply: outcome.reply };
    case 'unsendable':
      return { kind: 'unsendable', stage, address };
    case 'accepted':
    case 'not-tried':
      return undefined;
  }
};

import { unplacedReply } from '../finding/causes.ts';
import type { AuthOutcome, SmtpFailure, SmtpReply, SmtpReport, SmtpStage } from '../probes/smtp-report.ts';
import type { CertificateProblem } from '../probes/tls-report.ts';
import { type FailureCause, type FailureClass, meaningOf } from './classes/index.ts';
import { type ClassifiedReply, classifyReply } from './classify-reply.ts';
import type { ReplyStage } from './reply-parts.ts';
import { pickByServer, recogniseServers } from './replying-server.ts';

/** What ended a live session means, in the terms of a stored failure; it always has a cause. */
export interface SessionJudgement extends Pick<ClassifiedReply, 'class' | 'owner' | 'retry' | 'advice'> {
  readonly cause: FailureCause;
}

type Session = Pick<SmtpReport, 'host'>;

/** The one place that says what the end of a live session means. */
export const judgeSession = (failure: SmtpFailure, session: Session): SessionJudgement => {
  if (failure.kind === 'auth' && failure.outcome.kind === 'not-tried') {
    return judgeSession({ kind: 'reply', stage: 'auth', reply: failure.outcome.reply }, session);
  }
  if (failure.kind === 'reply') {
    const said = judgeReply(failure.reply, session);
    return { ...said, cause: causeOfReply(failure, said) };
  }
  const failureClass = classOf(failure);
  const { cause, owner, retry, advice, adviceFrom } = meaningOf(failureClass);
  return {
    class: failureClass,
    cause: turnedAway.has(failureClass) ? 'firewall' : (cause ?? 'firewall'),
    owner,
    retry,
    advice: pickByServer(adviceFrom, recogniseServers('', session.host)) ?? advice,
  };
};

/**
 * A stored mail whose line broke may be delivered (stuck), and silence there is mostly the wrong encryption; a probe hands
 * nothing over and has looked whether the port waits for TLS, so that it was merely turned away.
 */
const turnedAway: ReadonlySet<FailureClass> = new Set(['conn.closed', 'conn.silent']);

/** What one reply of a live session means on that host, whether or not it ended the session. */
export const judgeReply = (
  { code, enhanced, text, unmasked, stage }: SmtpReply,
  { host }: Session,
): ClassifiedReply => {
  const said = classifyReply({
    code,
    text: unmasked?.reveal() ?? text,
    host,
    stage: replyStages[stage],
    ...(enhanced === undefined ? {} : { enhanced }),
  });
  return unmasked === undefined ? said : { ...said, reply: { ...said.reply, text: text.replaceAll('\n', ' ') } };
};

const replyStages: Readonly<Record<SmtpStage, ReplyStage>> = {
  resolve: 'connect',
  connect: 'connect',
  greeting: 'greeting',
  ehlo: 'ehlo',
  starttls: 'starttls',
  tls: 'starttls',
  'ehlo-after-tls': 'ehlo',
  auth: 'auth',
  mail: 'mail',
  rcpt: 'rcpt',
  data: 'data',
  reset: 'mail',
  quit: 'data',
};

/** Words that point at no cause are laid at the step's door; a temporary no to a sender is not about the sender. */
const causeOfReply = (
  { stage, reply }: Extract<SmtpFailure, { kind: 'reply' }>,
  said: ClassifiedReply,
): FailureCause => {
  if (said.cause !== null) return said.cause;
  if (stage === 'auth') return 'credentials';
  if (stage === 'starttls' || stage === 'tls') return 'tls';
  if (reply.code < 500) return unplacedReply.temporary;
  if (stage === 'mail') return 'sender';
  return stage === 'rcpt' ? 'recipients' : unplacedReply.permanent;
};

const classOf = (failure: Exclude<SmtpFailure, { kind: 'reply' }>): FailureClass => {
  switch (failure.kind) {
    case 'dns-nxdomain':
    case 'dns-nodata':
      return 'net.dns_not_found';
    case 'dns-servfail':
    case 'dns-timeout':
    case 'dns-refused':
      return 'net.dns_temporary';
    case 'refused':
      return 'net.refused';
    case 'unreachable':
      return 'net.unreachable';
    case 'timed-out':
      return ofTimeout(failure.stage);
    case 'closed':
      if (isHandshake(failure.stage)) return 'tls.handshake_cut';
      return failure.reset ? 'net.reset' : 'conn.closed';
    case 'protocol':
      return failure.problem.kind === 'endless-challenges' ? 'auth.mechanism' : 'conn.not_smtp';
    case 'tls':
      return failure.problem.kind === 'certificate'
        ? ofCertificate(failure.problem.problems)
        : ofTls[failure.problem.kind];
    case 'auth':
      return ofLogin[failure.outcome.kind] ?? 'auth.bad_credentials';
    case 'unsendable':
      return failure.stage === 'mail' ? 'sender.bad_address' : 'rcpt.syntax';
  }
};

const isHandshake = (stage: SmtpStage): boolean => stage === 'starttls' || stage === 'tls';

/** Silence before the first word is not the silence of a server that spoke and then stalls. */
const ofTimeout = (stage: SmtpStage): FailureClass => {
  switch (stage) {
    case 'resolve':
      return 'net.dns_temporary';
    case 'connect':
      return 'net.timeout';
    case 'starttls':
    case 'tls':
      return 'tls.handshake_cut';
    case 'greeting':
      return 'conn.silent';
    default:
      return 'conn.stalled';
  }
};

const ofLogin: Partial<Record<AuthOutcome['kind'], FailureClass>> = {
  'not-offered': 'auth.not_offered',
  'no-common-mechanism': 'auth.mechanism',
};

type TlsKind = Extract<SmtpFailure, { kind: 'tls' }>['problem']['kind'];

const ofTls: Readonly<Record<Exclude<TlsKind, 'certificate'>, FailureClass>> = {
  'starttls-not-offered': 'tls.starttls_not_offered',
  'injected-plaintext': 'tls.handshake_cut',
  'port-wants-tls': 'tls.wrong_mode',
  'port-speaks-plain': 'tls.wrong_mode',
  'old-protocol': 'tls.protocol_version',
  'no-common-cipher': 'tls.cipher',
  'weak-key': 'tls.cipher',
  handshake: 'tls.handshake_cut',
};

/** Of several problems the one that the certificate's owner can mend without asking anybody comes first. */
const ofCertificate = (problems: readonly CertificateProblem[]): FailureClass => {
  const kinds = new Set(problems.map(({ kind }) => kind));
  if (kinds.has('expired') || kinds.has('not-yet-valid')) return 'tls.cert_expired';
  if (kinds.has('wrong-name')) return 'tls.cert_hostname';
  return kinds.size === 1 && kinds.has('weak-key') ? 'tls.cipher' : 'tls.cert_untrusted';
};

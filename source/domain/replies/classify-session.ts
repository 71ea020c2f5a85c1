import type { AuthOutcome, SmtpFailure, SmtpStage } from '../probes/smtp-report.ts';
import type { FailureClass } from './classes/index.ts';
import { classifyReply } from './classify.ts';
import type { ReplyStage } from './reply-parts.ts';

/** The class of what ended a live session, so that it can be compared with a stored failure. */
export const classifySession = (failure: SmtpFailure, host: string): FailureClass => {
  switch (failure.kind) {
    case 'reply': {
      const { code, enhanced, text } = failure.reply;
      return classifyReply({ code, text, host, stage: toReplyStage(failure.stage), ...(enhanced && { enhanced }) })
        .class;
    }
    case 'auth':
      return ofLogin[failure.outcome.kind] ?? 'auth.bad_credentials';
    case 'refused':
      return 'net.refused';
    case 'unreachable':
      return 'net.unreachable';
    case 'timed-out':
      return failure.stage === 'connect' ? 'net.timeout' : 'conn.silent';
    case 'closed':
      return failure.reset ? 'net.reset' : 'conn.closed';
    case 'tls':
      return ofTls[failure.problem.kind];
    case 'protocol':
      return 'unknown';
    case 'unsendable':
      return failure.stage === 'mail' ? 'sender.bad_address' : 'rcpt.syntax';
    default:
      return failure.kind === 'dns-nxdomain' ? 'net.dns_not_found' : 'net.dns_temporary';
  }
};

const ofLogin: Partial<Record<AuthOutcome['kind'], FailureClass>> = {
  'not-offered': 'auth.not_offered',
  'no-common-mechanism': 'auth.mechanism',
};

type TlsKind = Extract<SmtpFailure, { kind: 'tls' }>['problem']['kind'];

const ofTls: Readonly<Record<TlsKind, FailureClass>> = {
  'starttls-not-offered': 'tls.starttls_not_offered',
  'injected-plaintext': 'tls.handshake_cut',
  'port-wants-tls': 'tls.wrong_mode',
  'port-speaks-plain': 'tls.wrong_mode',
  'old-protocol': 'tls.protocol_version',
  'no-common-cipher': 'tls.cipher',
  'weak-key': 'tls.cipher',
  certificate: 'tls.cert_untrusted',
  handshake: 'tls.handshake_cut',
};

const stages: Partial<Record<SmtpStage, ReplyStage>> = {
  connect: 'connect',
  greeting: 'greeting',
  starttls: 'starttls',
  auth: 'auth',
  mail: 'mail',
  rcpt: 'rcpt',
};

const toReplyStage = (stage: SmtpStage): ReplyStage => stages[stage] ?? 'ehlo';

import { minuteMs } from '../../lib/time-units.ts';
import { formatHostPort } from '../host-port.ts';
import { sanitizeLine } from '../sanitize.ts';
import { formatDateTime } from '../wording/duration.ts';
import { describeAttempts, describeResolutionFailure } from './network.ts';
import type {
  AuthOutcome,
  ProtocolFailure,
  SmtpFailure,
  SmtpReply,
  SmtpReport,
  SmtpStage,
  TlsFailure,
} from './smtp-report.ts';
import { describeCertificateProblems } from './tls-report.ts';

type Outcome = Omit<SmtpReport, 'summary' | 'transcript' | 'at' | 'durationMs'>;

const stageWords: Readonly<Record<SmtpStage, string>> = {
  resolve: 'the name lookup',
  connect: 'the connection',
  greeting: 'the greeting',
  ehlo: 'EHLO',
  starttls: 'STARTTLS',
  tls: 'the TLS handshake',
  'ehlo-after-tls': 'EHLO after TLS',
  auth: 'the login',
  mail: 'MAIL FROM',
  rcpt: 'RCPT TO',
  data: 'the message',
  reset: 'RSET',
  quit: 'QUIT',
};

/** "mail.example.com:587 refused the login: 535 5.7.8 Username and Password not accepted." */
export const describeSmtpOutcome = (outcome: Outcome): string => {
  const where = formatHostPort(outcome.host, outcome.port);
  return outcome.failure === undefined
    ? describeSuccess(where, outcome)
    : describeFailure(where, outcome.failure, outcome);
};

const describeSuccess = (where: string, { auth, senders, tls, tlsMode }: Outcome): string => {
  const tried = senders.filter(({ outcome }) => outcome.kind === 'accepted');
  const recipients = tried.flatMap((sender) => sender.recipients);
  const parts = [
    auth.kind === 'accepted' ? 'the login' : undefined,
    tried.length > 0 ? count(tried.length, 'sender') : undefined,
    recipients.length > 0 ? count(recipients.length, 'recipient') : undefined,
  ].filter((part) => part !== undefined);
  const untried = senders.filter(({ outcome }) => outcome.kind === 'not-tried').length;
  const certificate =
    tls === undefined || tls.verified
      ? ''
      : ` Its certificate would not pass verification: ${describeCertificateProblems(tls.problems)}.`;
  const rest = untried === 0 ? '' : ` ${count(untried, 'sender')} not tried in this session.`;
  const accepted = parts.length === 0 ? 'answers as an SMTP server' : `accepted ${joinWords(parts)}`;
  return `${where} ${accepted}${tlsMode === 'none' ? ' (without TLS)' : ''}.${rest}${certificate}`;
};

const describeFailure = (where: string, failure: SmtpFailure, outcome: Outcome): string => {
  switch (failure.kind) {
    case 'refused':
      return `${where} refused the connection: no server listens on that port there (${describeAttempts(outcome.attempts)}).`;
    case 'unreachable':
      return `${where} cannot be reached from this machine (${describeAttempts(outcome.attempts)}).`;
    case 'timed-out':
      return describeTimeout(where, failure.stage, failure.waitedMs, outcome);
    case 'closed':
      return `${where} ${failure.reset ? 'reset' : 'closed'} the connection during ${stageWords[failure.stage]}.`;
    case 'protocol':
      return `${where} ${describeProtocol(failure.problem)} (during ${stageWords[failure.stage]}).`;
    case 'tls':
      return describeTls(where, failure.problem);
    case 'reply':
      return describeReply(where, failure.stage, failure.reply);
    case 'auth':
      return describeAuth(where, failure.outcome);
    case 'unsendable':
      return `${where} was not asked about '${sanitizeLine(failure.address)}': it cannot be sent as an address.`;
    default:
      return describeUnresolved(outcome);
  }
};

const describeUnresolved = ({ host, resolution }: Outcome): string =>
  resolution?.kind === 'failed' ? describeResolutionFailure(host, resolution.reason) : `${host} was not resolved.`;

const describeTimeout = (where: string, stage: SmtpStage, waitedMs: number, { attempts }: Outcome): string => {
  const seconds = formatSeconds(waitedMs);
  if (stage === 'greeting') return `${where} did not greet within ${seconds}${describePatience(waitedMs)}.`;
  return stage === 'connect'
    ? `${where} did not answer the connection within ${seconds} (${describeAttempts(attempts)}): it is down, or a firewall drops the packets.`
    : `${where} did not finish ${stageWords[stage]} within ${seconds}.`;
};

/** How long Odoo waits for every word of a server (SMTP_TIMEOUT, base/models/ir_mail_server.py), ms. */
export const odooPatienceMs = minuteMs;

const describePatience = (waitedMs: number): string =>
  waitedMs < odooPatienceMs
    ? '; Odoo waits 60 s, and a relay that looks this machine’s address up backwards first is slow like this'
    : ', and Odoo gives up then, too';

const describeProtocol = (problem: ProtocolFailure): string => {
  switch (problem.kind) {
    case 'line-too-long':
      return 'sent a reply line longer than 8 KB; Odoo gives up there, too';
    case 'reply-too-long':
      return 'sent a reply that does not end';
    case 'not-smtp':
      return `does not speak SMTP; it said '${problem.sample}'`;
    case 'endless-challenges':
      return 'kept asking for more after the password was sent';
  }
};

const describeTls = (where: string, problem: TlsFailure): string => {
  switch (problem.kind) {
    case 'starttls-not-offered':
      return `${where} does not offer STARTTLS: set the encryption to SSL/TLS if the port is for that (465), or to None.`;
    case 'injected-plaintext':
      return `${where} sent plain text where TLS had to begin after STARTTLS: somebody on the way may be tampering, so nothing more was sent.`;
    case 'port-wants-tls':
      return `${where} expects TLS from the first byte: set the encryption to SSL/TLS.`;
    case 'port-speaks-plain':
      return `${where} does not start with TLS${problem.banner === undefined ? '' : ` (it said '${problem.banner}')`}: set the encryption to TLS (STARTTLS), or to None.`;
    case 'old-protocol':
      return `${where} speaks only TLS versions that are too old for this machine and for Odoo's (${problem.detail}).`;
    case 'no-common-cipher':
      return `${where} and this machine have no TLS cipher in common (${problem.detail}).`;
    case 'weak-key':
      return `${where} uses a TLS key that is too weak to be accepted (${problem.detail}).`;
    case 'certificate':
      return `The certificate of ${where} does not pass verification: ${describeCertificateProblems(problem.problems)}.`;
    case 'handshake':
      return `The TLS handshake with ${where} failed (${problem.detail}).`;
  }
};

const describeReply = (where: string, stage: SmtpStage, reply: SmtpReply): string => {
  const verb = reply.code >= 500 ? 'refused' : reply.code >= 400 ? 'put off' : 'answered oddly to';
  return `${where} ${verb} ${stageWords[stage]}: ${reply.code} ${reply.text.replaceAll('\n', ' ')}`.replace(
    /(?<![.!?])$/,
    '.',
  );
};

const describeAuth = (where: string, outcome: AuthOutcome): string => {
  switch (outcome.kind) {
    case 'not-tried':
      return `${where} refused this password on ${formatDateTime(new Date(outcome.refusedAt))} (${outcome.reply.code} ${outcome.reply.text.replaceAll('\n', ' ')}); it was not tried again, so that the account is not locked.`;
    case 'not-offered':
      return `${where} does not offer a login here${outcome.startTlsOffered ? '; it may do so once STARTTLS is on' : ''}: remove the user name, or change the port or the encryption.`;
    case 'no-common-mechanism':
      return `${where} offers only ways to log in that cannot be used here: ${outcome.offered.join(', ')}.`;
    case 'not-ascii':
      return `The user name or password for ${where} has letters beyond ASCII, which Odoo cannot send: choose another password.`;
    default:
      return `${where} did not accept the login.`;
  }
};

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;

const joinWords = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

const formatSeconds = (ms: number): string => `${ms < 10_000 ? Math.round(ms / 100) / 10 : Math.round(ms / 1000)} s`;

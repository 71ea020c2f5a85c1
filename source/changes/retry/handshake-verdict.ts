import type {
  AddressOutcome,
  SenderVerdict,
  SmtpFailure,
  SmtpReport,
  SmtpStage,
} from '../../domain/probes/smtp-report.ts';
import type { FailureClass } from '../../domain/replies/classes/index.ts';
import { judgeSession } from '../../domain/replies/judge-session.ts';
import { titleOf } from '../../domain/replies/title.ts';

/** What a live handshake says about the mails of a sender. */
export type HandshakeVerdict =
  | { readonly kind: 'ready'; readonly canaryRefused: CanaryRefusal | null }
  /** They will fail again; `words` is what a server or the network said. */
  | { readonly kind: 'fails'; readonly class: FailureClass; readonly title: string; readonly words: string }
  /** Nobody knows, for the reason in the sentence. */
  | { readonly kind: 'untested'; readonly why: string };

/** The sender is welcome, a recipient of the one mail that was tried is not. */
export interface CanaryRefusal {
  readonly mailId: number;
  /** Those who were refused, in lower case. */
  readonly addresses: readonly string[];
  readonly class: FailureClass;
  readonly title: string;
}

/** Reads one sender's part of a session; `canaryId` is the mail whose recipients were tried with it. */
export const judgeTriedSender = (
  report: SmtpReport,
  sender: SenderVerdict | undefined,
  canaryId: number | null,
): HandshakeVerdict => {
  const outcome = sender?.outcome ?? { kind: 'not-tried', why: 'session-ended' };
  if (outcome.kind === 'not-tried' && outcome.why === 'limit' && !endedBeforeSenders(report)) {
    return { kind: 'untested', why: 'no more than ten senders are tried in one session' };
  }
  const failure = outcome.kind === 'not-tried' ? report.failure : asFailure('mail', sender?.address ?? '', outcome);
  if (failure !== undefined) return fails(report, failure);
  const refused: string[] = [];
  let first: FailureClass | undefined;
  for (const recipient of sender?.recipients ?? []) {
    const refusal = asFailure('rcpt', recipient.address, recipient.outcome);
    if (refusal === undefined) continue;
    const met = judgeSession(refusal, report).class;
    if (met === 'grey.listed') continue;
    if (!met.startsWith('rcpt.') || canaryId === null) return fails(report, refusal);
    refused.push(recipient.address.toLowerCase());
    first ??= met;
  }
  if (first === undefined || canaryId === null) return { kind: 'ready', canaryRefused: null };
  return {
    kind: 'ready',
    canaryRefused: { mailId: canaryId, addresses: refused, class: first, title: titleOf(first) },
  };
};

/** What ends a session before the first sender was named meets every sender, however many there are. */
const endedBeforeSenders = ({ failure, senders: [first] }: SmtpReport): boolean =>
  failure !== undefined && first?.outcome.kind === 'not-tried';

const fails = (report: SmtpReport, failure: SmtpFailure): HandshakeVerdict => {
  const met = judgeSession(failure, report).class;
  const title = met === 'unknown' ? report.summary : titleOf(met);
  return { kind: 'fails', class: met, title, words: 'reply' in failure ? describeReply(failure) : report.summary };
};

const describeReply = ({ reply }: Extract<SmtpFailure, { kind: 'reply' }>): string =>
  `${reply.code} ${reply.text.replaceAll('\n', ' ')}`;

const asFailure = (
  stage: SmtpStage & ('mail' | 'rcpt'),
  address: string,
  outcome: AddressOutcome,
): SmtpFailure | undefined => {
  switch (outcome.kind) {
    case 'refused':
    case 'deferred':
      return { kind: 'reply', stage, reply: outcome.reply };
    case 'unsendable':
      return { kind: 'unsendable', stage, address };
    default:
      return undefined;
  }
};

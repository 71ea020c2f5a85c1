import type { CauseId } from '../../domain/finding/cause-id.ts';
import type { SmtpReport } from '../../domain/probes/smtp-report.ts';
import { judgeEnvelope } from '../../domain/replies/judge-envelope.ts';
import { judgeSession } from '../../domain/replies/judge-session.ts';
import type { RelaySession } from './smtp-sessions.ts';

/**
 * Which cause ended the session with a server early, or keeps Odoo from it although it went well for us; undefined
 * where all that was asked for was reached. What a check wanted to learn after that point is unknown, and a
 * consequence of this cause.
 */
export const endedBy = ({ relay, report }: RelaySession): CauseId | undefined => {
  const { failure } = report;
  if (failure !== undefined && relay.isLastResort) return 'no-server';
  if (failure === undefined) return relay.login.kind === 'no-consent' ? 'credentials' : undefined;
  const isAboutAddress =
    (failure.kind === 'reply' || failure.kind === 'unsendable') &&
    (failure.stage === 'mail' || failure.stage === 'rcpt');
  return isAboutAddress ? causeOfEnvelopes(report) : judgeSession(failure, report).cause;
};

/** What stands in the way of every sender; else `sender` where one is refused; nothing where only recipients are. */
const causeOfEnvelopes = ({ senders, host }: SmtpReport): CauseId | undefined => {
  const judged = senders.map((sender) => judgeEnvelope(sender, host));
  const elsewhere = judged.find((one) => one.kind === 'elsewhere');
  if (elsewhere !== undefined) return elsewhere.cause;
  if (judged.some((one) => one.kind === 'taken' && one.recipient?.outcome === 'relaying')) return 'credentials';
  return judged.some(({ kind }) => kind === 'refused' || kind === 'unsendable') ? 'sender' : undefined;
};

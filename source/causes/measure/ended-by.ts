import type { CauseId } from '../../domain/cause-id.ts';
import { unplacedReply } from '../../domain/causes.ts';
import { classifySmtpReply } from '../../domain/probes/smtp-reply-class.ts';
import type { SmtpFailure } from '../../domain/probes/smtp-report.ts';
import type { RelaySession } from './sessions.ts';

/**
 * Which cause ended the session with a server early, or keeps Odoo from it although it went well for us; undefined
 * where all that was asked for was reached. What a check wanted to learn after that point is unknown, and a
 * consequence of this cause.
 */
export const endedBy = ({ relay, report }: RelaySession): CauseId | undefined => {
  const { failure } = report;
  if (failure !== undefined && relay.isLastResort) return 'no-server';
  if (failure === undefined) return relay.login.kind === 'no-consent' ? 'credentials' : undefined;
  return causeOfFailure(failure, relay.host);
};

const causeOfFailure = (failure: SmtpFailure, host: string): CauseId => {
  switch (failure.kind) {
    case 'refused':
    case 'unreachable':
      return 'firewall';
    case 'timed-out':
      return ['resolve', 'connect', 'greeting'].includes(failure.stage) ? 'firewall' : 'tls';
    case 'closed':
      return failure.stage === 'starttls' || failure.stage === 'tls' ? 'tls' : 'firewall';
    case 'protocol':
      return failure.stage === 'auth' ? 'credentials' : 'tls';
    case 'tls':
      return 'tls';
    case 'auth':
      return 'credentials';
    case 'unsendable':
      return 'sender';
    case 'reply':
      return causeOfReply(failure, host);
    default:
      return 'firewall';
  }
};

const causeOfReply = ({ stage, reply }: Extract<SmtpFailure, { kind: 'reply' }>, host: string): CauseId => {
  const { cause } = classifySmtpReply(reply, host);
  if (cause !== null) return cause;
  switch (stage) {
    case 'auth':
      return 'credentials';
    case 'starttls':
      return 'tls';
    case 'mail':
    case 'rcpt':
      return 'sender';
    default:
      return reply.code < 500 ? unplacedReply.temporary : unplacedReply.permanent;
  }
};

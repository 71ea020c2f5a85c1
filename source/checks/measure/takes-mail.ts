import { judgeEnvelope } from '../../domain/replies/judge-envelope.ts';
import type { RelaySession } from './smtp-sessions.ts';

/** Whether the server said in this session that it takes a mail of ours: many ask for a login only at the recipient. */
export const takesMail = ({ relay, report }: RelaySession): boolean =>
  report.senders
    .map((sender) => judgeEnvelope(sender, relay.host))
    .some((one) => one.kind === 'taken' && one.recipient !== undefined && one.recipient.outcome !== 'relaying');

import type { CauseId } from '../../domain/cause-id.ts';
import { judgeSession } from '../../domain/replies/judge-session.ts';
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
  return judgeSession(failure, report).cause;
};

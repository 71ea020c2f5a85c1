import { type CauseId, factsOf } from '../../domain/cause-id.ts';
import { type Finding, finding } from '../../domain/finding.ts';
import { smtpEvidence } from '../../domain/probes/probe-evidence.ts';
import type { SmtpStage } from '../../domain/probes/smtp-report.ts';
import type { FailureCause } from '../../domain/replies/classes/index.ts';
import { judgeSession } from '../../domain/replies/judge-session.ts';
import { titleOf } from '../../domain/replies/title.ts';
import type { Check } from '../cause.ts';
import type { CheckContext } from '../context.ts';
import { endedBy } from './ended-by.ts';
import { sentences } from './relay-words.ts';
import { openSessions, type RelaySession } from './sessions.ts';
import { countExplained } from './stored-failures.ts';
import { describeVantage } from './vantage.ts';

/** Before a mail was spoken of: what is refused here is this machine, or whoever logs in, and with it every mail. */
const beforeMail: readonly SmtpStage[] = ['connect', 'greeting', 'ehlo', 'starttls', 'ehlo-after-tls', 'auth'];

/**
 * The check of a cause that has no other place for it: a server refuses every mail now, by a reply whose words point at
 * this cause, such as a blocklist in the greeting.
 */
export const refusedAtOnce = (cause: Extract<CauseId, FailureCause>): Check => ({
  id: `${cause}.live`,
  title: 'No server refuses everything now',
  run: async (context) => {
    const sessions = await openSessions(context);
    const refusing = sessions.filter((session) => isRefusal(session) && endedBy(session) === cause);
    return await Promise.all(refusing.map((session) => describe(context, cause, session)));
  },
});

const isRefusal = ({ report: { failure } }: RelaySession): boolean =>
  failure?.kind === 'reply' && beforeMail.includes(failure.stage);

const describe = async (
  context: CheckContext,
  cause: Extract<CauseId, FailureCause>,
  { relay, report }: RelaySession,
): Promise<Finding> => {
  const { failure } = report;
  const said = failure === undefined ? undefined : judgeSession(failure, report);
  const words =
    failure?.kind === 'reply' ? `${failure.reply.code} ${failure.reply.text.replaceAll('\n', ' ')}` : report.summary;
  const isForNow = failure?.kind === 'reply' && failure.reply.code < 500;
  return finding({
    check: `${cause}.live`,
    subject: relay.subject,
    status: relay.isChosen && !isForNow ? 'fail' : 'warn',
    stopsAll: relay.isChosen,
    summary: `${relay.title} ${isForNow ? 'puts every mail off' : 'refuses every mail'} before it is asked to take one${said === undefined || said.class === 'unknown' ? '' : ` (${titleOf(said.class)})`}: ${words}`,
    detail: sentences(said?.advice, await describeVantage(context)),
    owner: said?.owner ?? factsOf(cause).owner,
    evidence: [smtpEvidence(report)],
    explains: await countExplained(context, cause, relay.subject),
  });
};

import { type CauseId, factsOf } from '../../domain/finding/cause-id.ts';
import { type CheckFinding, finding } from '../../domain/finding/finding.ts';
import { smtpEvidence } from '../../domain/probes/probe-evidence.ts';
import type { SmtpReply, SmtpReport, SmtpStage } from '../../domain/probes/smtp-report.ts';
import type { FailureCause } from '../../domain/replies/classes/index.ts';
import { judgeEnvelope } from '../../domain/replies/judge-envelope.ts';
import { judgeReply } from '../../domain/replies/judge-session.ts';
import { titleOf } from '../../domain/replies/title.ts';
import type { Check } from '../cause.ts';
import type { CheckContext } from '../context.ts';
import { endedBy } from './ended-by.ts';
import { sentences } from './relay-words.ts';
import { openSessions, type RelaySession } from './smtp-sessions.ts';
import { countExplained } from './stored-failures.ts';
import { describeVantage } from './vantage.ts';

/** Before a mail was spoken of: what is refused here is this machine, or whoever logs in, and with it every mail. */
const beforeMail: readonly SmtpStage[] = ['connect', 'greeting', 'ehlo', 'starttls', 'ehlo-after-tls', 'auth'];

/**
 * The check of a cause that has no other place for it: a server refuses every mail now, by a reply whose words point at
 * this cause, such as a blocklist in the greeting, or only at RCPT TO, as Postfix says it by default.
 */
export const refusedAtOnce = (cause: Extract<CauseId, FailureCause>): Check => ({
  id: `${cause}.live`,
  title: 'No server refuses everything now',
  owner: factsOf(cause).owner,
  run: async (context) => {
    const sessions = await openSessions(context);
    const refusing = sessions.flatMap((session) => {
      const reply = findRefusal(session.report);
      return reply !== undefined && endedBy(session) === cause ? [{ session, reply }] : [];
    });
    return await Promise.all(refusing.map((one) => describe(context, cause, one)));
  },
});

/** The reply that turned every mail away; undefined where one would be taken, or nobody was asked. */
const findRefusal = ({ failure, senders, host }: SmtpReport): SmtpReply | undefined => {
  if (failure?.kind !== 'reply') return undefined;
  if (beforeMail.includes(failure.stage)) return failure.reply;
  const judged = senders.map((sender) => judgeEnvelope(sender, host)).filter(({ kind }) => kind !== 'not-tried');
  const replies = judged.flatMap((one) => (one.kind === 'elsewhere' ? [one.reply] : []));
  return replies.length === judged.length ? replies[0] : undefined;
};

/** Said with 4xx, too, and waiting does not help: an address without a name, or on a list, stays that. */
const lasting = /^(?:policy|rep)\./;

interface Refusing {
  readonly session: RelaySession;
  readonly reply: SmtpReply;
}

const describe = async (
  context: CheckContext,
  cause: Extract<CauseId, FailureCause>,
  { session: { relay, report }, reply }: Refusing,
): Promise<CheckFinding> => {
  const said = judgeReply(reply, report);
  const isForNow = reply.code < 500 && !lasting.test(said.class);
  const verb = reply.code < 500 ? 'puts every mail off' : 'refuses every mail';
  const when = beforeMail.includes(reply.stage) ? 'before it is asked to take one' : 'when it is asked to take one';
  const words = `${reply.code} ${reply.text.replaceAll('\n', ' ')}`;
  return finding({
    subject: relay.subject,
    status: relay.isChosen && !isForNow ? 'fail' : 'warn',
    stopsAll: relay.isChosen,
    summary: `${relay.title} ${verb} ${when}${said.class === 'unknown' ? '' : ` (${titleOf(said.class)})`}: ${words}`,
    detail: sentences(said.advice, await describeVantage(context)),
    owner: said.owner,
    evidence: [smtpEvidence(report)],
    ...(await countExplained(context, cause, relay.subject)),
  });
};

import type { Check } from '../../checks/cause.ts';
import type { CheckContext } from '../../checks/context.ts';
import { adviseOn, notReached, sentences, whereSet } from '../../checks/measure/relay-words.ts';
import { openSessions, type RelaySession } from '../../checks/measure/smtp-sessions.ts';
import { countExplained } from '../../checks/measure/stored-failures.ts';
import { describeUnknownServers } from '../../checks/measure/unknown-servers.ts';
import { type CheckFinding, finding } from '../../domain/finding/finding.ts';
import { smtpEvidence } from '../../domain/probes/probe-evidence.ts';
import { judgeSession } from '../../domain/replies/judge-session.ts';
import { offerAll } from '../../remedies/outgoing-server/server-offers.ts';
import { chooseLoginRemedies } from './choose-login-remedies.ts';
import { describeLoginDemands } from './describe-login-demands.ts';
import { judgeLogin, judgeRefusedGrant } from './judge-login.ts';
import type { LoginComplaint } from './login-judgement.ts';
import { findRefusedGrant } from './refused-grant.ts';

/** The stored secret of every server in use, tried as Odoo would: once a run, and never again once it was refused. */
export const loginCheck: Check = {
  id: 'credentials.login',
  title: 'The login of every mail server',
  owner: 'odoo',
  decides: true,
  run: async (context) => {
    const [sessions, unknown] = await Promise.all([
      openSessions(context),
      describeUnknownServers(context, 'The login'),
    ]);
    return [...(await Promise.all(sessions.map((session) => judge(context, session)))), ...unknown];
  },
};

const judge = async (context: CheckContext, session: RelaySession): Promise<CheckFinding> => {
  const { relay, report } = session;
  const refusedGrant = await findRefusedGrant(context, relay);
  const judgement =
    refusedGrant === undefined ? judgeLogin(session, context.now()) : judgeRefusedGrant(relay, refusedGrant);
  if (judgement === undefined) return judgeUnreached(session) ?? notReached(session, 'The login');
  const { status, summary } = judgement;
  if (status === 'ok' || status === 'unknown') {
    return finding({ subject: relay.subject, summary, evidence: [smtpEvidence(report)], status });
  }
  const complaint = describeComplaint(session, judgement, whereSet(context, relay, ['smtp_user', 'smtp_password']));
  // What is another cause's fault is counted and mended there.
  return judgement.consequenceOf !== undefined
    ? complaint
    : {
        ...complaint,
        ...(await countExplained(context, 'credentials', relay.subject)),
        remedies: await offerAll(context, relay.subject, chooseLoginRemedies(session)),
      };
};

/** What stops no mail is a warning. */
export const describeComplaint = (
  { relay, report }: RelaySession,
  { status, summary, why, owner, consequenceOf }: LoginComplaint,
  place: string,
): CheckFinding =>
  finding({
    subject: relay.subject,
    summary,
    evidence: [smtpEvidence(report)],
    status: status === 'fail' && !relay.isChosen ? 'warn' : status,
    detail: sentences(
      why,
      relay.isChosen ? undefined : 'No mail leads through this server now.',
      describeLoginDemands(relay.host),
      place,
    ),
    ...(owner === undefined ? {} : { owner }),
    ...(consequenceOf === undefined ? {} : { consequenceOf }),
  });

/** The session ended within the login itself, so that nobody else tells of it. */
export const judgeUnreached = ({ relay, report }: RelaySession): CheckFinding | undefined => {
  const { failure } = report;
  if (failure?.kind !== 'protocol' || failure.stage !== 'auth') return undefined;
  const judged = judgeSession(failure, report);
  if (judged.cause !== 'credentials') return undefined;
  return finding({
    subject: relay.subject,
    status: relay.isChosen ? 'fail' : 'warn',
    summary: report.summary,
    detail: adviseOn(relay, judged.advice),
    owner: judged.owner,
    evidence: [smtpEvidence(report)],
  });
};

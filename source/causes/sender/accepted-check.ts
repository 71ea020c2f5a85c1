import type { Check } from '../../checks/cause.ts';
import type { CheckContext } from '../../checks/context.ts';
import { measureRoutes } from '../../checks/measure/routes.ts';
import { judgeSenderRoute } from '../../checks/measure/sender-verdicts.ts';
import { openSessions, type RelaySession } from '../../checks/measure/smtp-sessions.ts';
import { describeUnknownServers } from '../../checks/measure/unknown-servers.ts';
import { type CheckFinding, finding } from '../../domain/finding/finding.ts';
import { smtpEvidence } from '../../domain/probes/probe-evidence.ts';
import { explainSender } from './explain-sender.ts';
import {
  type JudgedSender,
  judgeRefusedSender,
  judgeTaken,
  judgeUndecided,
  pickRefused,
  type SenderFinding,
} from './judge-senders.ts';
import { countConcerned } from './measure-concerned.ts';
import { offerForRefusal } from './remedies/sender-offers.ts';

/** MAIL FROM and one RCPT TO for every sender of the queue, on the server its mail leads through. */
export const accepted: Check = {
  id: 'sender.accepted',
  title: 'Senders the servers take',
  owner: 'odoo',
  decides: true,
  run: async (context) => {
    const [sessions, unknown] = await Promise.all([openSessions(context), describeUnknownServers(context, 'Senders')]);
    const used = sessions.filter(({ relay }) => relay.routes.some(({ route }) => route.kind === 'sends'));
    const described = used.map((session) => describeSession(context, sessions, session));
    return [...(await Promise.all(described)).flat(), ...unknown];
  },
};

const describeSession = async (
  context: CheckContext,
  sessions: readonly RelaySession[],
  session: RelaySession,
): Promise<readonly CheckFinding[]> => {
  const judged = session.relay.routes.map((way) => ({ way, verdict: judgeSenderRoute(sessions, way) }));
  const { evidence: statements } = await measureRoutes(context);
  const refused = await judgeRefusedMeasured(context, session, judged);
  const all = [...(refused === undefined ? [] : [refused]), ...judgeUndecided(session, judged)];
  const evidence = [...statements, smtpEvidence(session.report)];
  return (all.length === 0 ? [judgeTaken(session, judged)] : all).map((found) =>
    finding({ subject: session.relay.subject, evidence, ...found }),
  );
};

/** What failed for them, and what helps, is looked up only where one is refused. */
const judgeRefusedMeasured = async (
  context: CheckContext,
  session: RelaySession,
  judged: readonly JudgedSender[],
): Promise<SenderFinding | undefined> => {
  const { relay } = session;
  const refused = pickRefused(judged);
  const [first] = refused;
  if (first === undefined) return undefined;
  const { facts } = await measureRoutes(context);
  return judgeRefusedSender(session, judged, {
    explains: await countConcerned(
      context,
      relay.subject,
      refused.map(({ verdict }) => verdict.address),
    ),
    explanation: explainSender(facts, relay, first.way),
    remedies: await offerForRefusal(context, relay),
  });
};

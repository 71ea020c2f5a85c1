import type { Check } from '../../checks/cause.ts';
import type { SenderRoute } from '../../checks/measure/routes.ts';
import { judgeSenderRoute, type SenderRouteVerdict } from '../../checks/measure/sender-verdicts.ts';
import { openSessions, type RelaySession } from '../../checks/measure/smtp-sessions.ts';
import { type CheckFinding, finding } from '../../domain/finding/finding.ts';
import { smtpEvidence } from '../../domain/probes/probe-evidence.ts';
import { identifyServer } from '../../domain/routing/identify-server.ts';
import { countOf } from '../../domain/wording/count.ts';
import { type Concerned, countConcernedMails, readConcerned } from './measure-concerned.ts';

/** Mails whose sender was refused once and is not refused now, or cannot be tried. */
export const refusedBefore: Check<'sender.send-as'> = {
  id: 'sender.refused-before',
  title: 'Senders refused earlier',
  owner: 'odoo',
  run: async (context) => {
    const concerned = await readConcerned(context);
    if (concerned.refused.length + concerned.refusedAfterData.length === 0) return [];
    const sessions = await openSessions(context);
    return [...judgeTriable(sessions, concerned), ...judgeAfterData(concerned)];
  },
};

/** Those that are refused still, or have no way, stand in the other findings. */
export const judgeTriable = (
  sessions: readonly RelaySession[],
  { refused, evidence }: Pick<Concerned, 'refused' | 'evidence'>,
): readonly CheckFinding[] => {
  const judged = refused.map((way) => ({ way, verdict: judgeSenderRoute(sessions, way) }));
  const open = judged.filter(({ verdict }) => isOpen(verdict));
  return [...Map.groupBy(open, ({ way }) => identifyServer(way.route.server))].map(([subject, ways]) => {
    const session = sessions.find(({ relay }) => relay.subject === subject);
    const title = session?.relay.title ?? subject;
    const explains = countConcernedMails(ways.map(({ way }) => way));
    const hidden = ways.flatMap(({ verdict }) => (verdict.kind === 'hidden' ? [verdict] : []))[0];
    const isTaken = ways.every(({ verdict }) => verdict.kind === 'accepted');
    const now = isTaken ? 'it takes the sender now: send them again' : 'whether it would now could not be tried';
    return finding({
      subject,
      status: 'warn',
      summary: `${countOf(explains, 'mail')} failed because ${title} refused the sender; ${now}.`,
      explains,
      leftover: isTaken,
      evidence: [...evidence, ...(session === undefined ? [] : [smtpEvidence(session.report)])],
      ...(hidden?.by === undefined ? {} : { consequenceOf: hidden.by }),
    });
  });
};

const isOpen = ({ kind }: SenderRouteVerdict): boolean =>
  kind === 'accepted' || kind === 'hidden' || kind === 'beyond-limit' || kind === 'depends-on-build';

/** What no session can try again. */
export const judgeAfterData = ({
  refusedAfterData,
  evidence,
}: Pick<Concerned, 'refusedAfterData' | 'evidence'>): readonly CheckFinding<'sender.send-as'>[] =>
  [...Map.groupBy(refusedAfterData, ({ route }: SenderRoute) => identifyServer(route.server))].map(
    ([subject, ways]) => {
      const explains = countConcernedMails(ways);
      const froms = [...new Set(ways.flatMap(({ route }) => (route.kind === 'sends' ? [route.headerFrom] : [])))];
      return finding({
        part: 'sender.send-as',
        subject,
        status: 'warn',
        summary: `${countOf(explains, 'mail')} ${explains === 1 ? 'was' : 'were'} refused after the message was handed over, because the login may not send as ${froms[0] ?? 'their sender'}.`,
        detail:
          'Such servers (Exchange Online: SendAsDenied) accept MAIL FROM and look at the From header only then, so neither this check nor Odoo’s Test Connection can see it. Grant the login Send As for the address, or let Odoo send as the login.',
        explains,
        evidence,
      });
    },
  );

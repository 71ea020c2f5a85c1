import type { Check } from '../../checks/cause.ts';
import type { CheckContext } from '../../checks/context.ts';
import { sentences } from '../../checks/measure/relay-words.ts';
import { measureRoutes, type SenderRoute } from '../../checks/measure/routes.ts';
import { judgeSenderRoute, type SenderRouteVerdict } from '../../checks/measure/sender-verdicts.ts';
import { openSessions, type RelaySession } from '../../checks/measure/smtp-sessions.ts';
import { describeUnknownServers } from '../../checks/measure/unknown-servers.ts';
import { type CheckFinding, finding } from '../../domain/finding/finding.ts';
import { smtpEvidence } from '../../domain/probes/probe-evidence.ts';
import type { SmtpReply } from '../../domain/probes/smtp-report.ts';
import type { AskedRecipient } from '../../domain/replies/judge-envelope.ts';
import { countOf } from '../../domain/wording/count.ts';
import { explainSender } from './explain-sender.ts';
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

interface Judged<Verdict = SenderRouteVerdict> {
  readonly way: SenderRoute;
  readonly verdict: Verdict;
}

const describeSession = async (
  context: CheckContext,
  sessions: readonly RelaySession[],
  session: RelaySession,
): Promise<readonly CheckFinding[]> => {
  const judged = session.relay.routes.map((way): Judged => ({ way, verdict: judgeSenderRoute(sessions, way) }));
  const { evidence: statements } = await measureRoutes(context);
  const base = {
    subject: session.relay.subject,
    evidence: [...statements, smtpEvidence(session.report)],
  };
  const bad = await describeBad(context, session, judged);
  const undecided = describeUndecided(session, judged);
  const all = [...bad, ...undecided];
  return (all.length === 0 ? [describeGood(session, judged)] : all).map((found) => finding({ ...base, ...found }));
};

type Found = Pick<CheckFinding, 'status' | 'summary'> & Partial<CheckFinding>;

type VerdictOf<Kind extends SenderRouteVerdict['kind']> = Extract<SenderRouteVerdict, { readonly kind: Kind }>;

const pick = <Kind extends SenderRouteVerdict['kind']>(
  judged: readonly Judged[],
  ...kinds: readonly Kind[]
): readonly Judged<VerdictOf<Kind>>[] => {
  const isOne = (verdict: SenderRouteVerdict): verdict is VerdictOf<Kind> =>
    kinds.some((kind) => kind === verdict.kind);
  return judged.flatMap(({ way, verdict }) => (isOne(verdict) ? [{ way, verdict }] : []));
};

const describeBad = async (
  context: CheckContext,
  session: RelaySession,
  judged: readonly Judged[],
): Promise<readonly Found[]> => {
  const { relay, report } = session;
  const bad = pick(judged, 'refused', 'unsendable');
  const [first] = bad;
  if (first === undefined) return [];
  const { verdict } = first;
  const addresses = [...new Set(bad.map(({ verdict: { address } }) => address))];
  const mails = bad.reduce((sum, { way }) => sum + way.sender.mails, 0);
  const lasts = bad.some((one) => one.verdict.kind === 'unsendable' || one.verdict.lasts);
  const others = judged.length - bad.length;
  const explains = await countConcerned(context, relay.subject, addresses);
  const common = mails > 0 ? { explains } : {};
  if (verdict.kind === 'refused' && verdict.about === 'helo') {
    return [
      {
        ...common,
        status: lasts && relay.isChosen ? 'fail' : 'warn',
        stopsAll: lasts && relay.isChosen,
        summary: `${relay.title} refuses this machine’s name ${report.heloName}, which Odoo gives with EHLO, and with it every mail: ${quote(verdict.reply)}`,
        detail: sentences(describeAsked(verdict.recipient), nameAdvice),
        owner: 'host',
      },
    ];
  }
  // Not one of those whose mail leads through it, the companies' own among them, is taken.
  const stopsAll = lasts && others === 0 && relay.isChosen;
  const isUnclear = verdict.kind === 'refused' && verdict.about === 'either';
  return [
    {
      ...common,
      status: lasts && (mails > 0 || stopsAll) && !isUnclear ? 'fail' : 'warn',
      stopsAll,
      summary: `${relay.title} ${describeRefusal(verdict, addresses)}${others > 0 && mails > 0 ? ' Other senders are taken.' : ''}`,
      detail: sentences(
        verdict.kind === 'refused' ? describeAsked(verdict.recipient) : undefined,
        await explainSender(context, session, first.way),
      ),
      remedies: await offerForRefusal(context, relay),
    },
  ];
};

const nameAdvice =
  'Python names the machine by its first full name in /etc/hosts or DNS: give it one that DNS knows, for example with “127.0.1.1 odoo.example.com odoo” in /etc/hosts, and start Odoo anew.';

/** Where the refusal came only with the recipient. */
const describeAsked = (recipient: string | undefined): string | undefined =>
  recipient === undefined ? undefined : `The server took MAIL FROM and said so only when asked for ${recipient}.`;

const quote = ({ code, text }: SmtpReply): string =>
  `${code} ${text.replaceAll('\n', ' ').replace(/(?<![.!?])$/, '.')}`;

const describeRefusal = (verdict: VerdictOf<'refused' | 'unsendable'>, addresses: readonly string[]): string => {
  const [first, second, ...rest] = addresses;
  const more = second === undefined ? '' : rest.length === 0 ? ` and ${second}` : ` and ${addresses.length - 1} others`;
  if (verdict.kind === 'unsendable') {
    const why = verdict.needsUtf8
      ? 'it takes no letters beyond ASCII before the @ (SMTPUTF8)'
      : 'it is no mail address';
    return `cannot be given ${first}${more} as sender: ${why}.`;
  }
  const verb = verdict.reply.code >= 500 ? 'refuses' : 'puts off';
  return verdict.about === 'either'
    ? `${verb} mail of ${first}${more} to ${verdict.recipient}, and does not say which of the two it minds: ${quote(verdict.reply)}`
    : `${verb} ${first}${more} as sender: ${quote(verdict.reply)}`;
};

const describeUndecided = (session: RelaySession, judged: readonly Judged[]): readonly Found[] => {
  const { relay, report } = session;
  const [divided] = pick(judged, 'depends-on-build');
  const [hidden] = pick(judged, 'hidden');
  return [
    ...(divided === undefined
      ? []
      : [
          {
            status: 'unknown',
            summary: `Whether ${relay.title} takes mail of ${divided.way.sender.from} is not known: newer builds of this version send it as ${divided.way.route.kind === 'sends' ? divided.way.route.envelopeFrom : ''}, older ones otherwise, and it refuses ${divided.verdict.refused}.`,
            detail:
              'Builds from before January 2024 keep the author’s address where newer ones take the default From (odoo/odoo pull request 146801). The tables do not tell which is running.',
          } as const,
        ]),
    ...(hidden === undefined
      ? []
      : [
          {
            status: 'unknown',
            summary: `Whether ${relay.title} takes ${hidden.verdict.address} as sender could not be tried${whyHidden(session)}`,
            detail: report.summary,
            ...(hidden.verdict.by === undefined ? {} : { consequenceOf: hidden.verdict.by }),
          } as const,
        ]),
  ];
};

const whyHidden = ({ relay: { login }, report }: RelaySession): string => {
  switch (login.kind) {
    case 'token-expired':
      return ': Odoo would fetch a new access token first, and doing that from here could lock it out.';
    case 'no-consent':
      return ': nobody has let Odoo use the account yet.';
    case 'not-known':
      return `: ${login.why}.`;
    case 'not-permitted':
      return `: not permitted to read ${login.what}.`;
    default:
      return report.failure === undefined ? '.' : ': the session ended before.';
  }
};

const describeGood = ({ relay }: RelaySession, judged: readonly Judged[]): Found => {
  const taken = pick(judged, 'accepted').map(({ verdict }) => verdict);
  const beyond = new Set(pick(judged, 'beyond-limit').map(({ verdict }) => verdict.address)).size;
  const addresses = [...new Set(taken.map(({ address }) => address))];
  const [first = ''] = addresses;
  const senders = addresses.length === 1 ? first : countOf(addresses.length, 'sender');
  const rest =
    beyond === 0 ? '' : ` ${countOf(beyond, 'more sender')} were not tried, so as not to try the server’s patience.`;
  const asked = taken.flatMap(({ recipient }) => (recipient === undefined ? [] : [recipient]));
  const detail = sentences(...new Set(asked.map(describeOthers)));
  return {
    status: 'ok',
    summary: `${relay.title} takes ${senders}${describeProof(asked, taken.length - asked.length)}.${rest}`,
    ...(detail === '' ? {} : { detail }),
  };
};

/** How far it was tried: many servers refuse a sender only when they hear of a recipient. */
const describeProof = (asked: readonly AskedRecipient[], unasked: number): string => {
  const [first] = asked;
  if (first === undefined) return ' at MAIL FROM; no recipient was asked about, with whom some servers refuse';
  const others = new Set(asked.map(({ address }) => address)).size - 1;
  const whom = `${first.address}${others > 0 ? ` and ${countOf(others, 'other')}` : ''}`;
  return ` (asked for ${whom}${unasked === 0 ? '' : `; ${unasked} at MAIL FROM only`})`;
};

const describeOthers = ({ address, outcome, reply }: AskedRecipient): string | undefined => {
  switch (outcome) {
    case 'accepted':
      return undefined;
    case 'refused':
      return `It refuses ${address}, which is about that recipient and not about the sender: ${quote(reply)}`;
    case 'relaying':
      return `It does not relay to ${address}, which is not about the sender: ${quote(reply)}`;
  }
};

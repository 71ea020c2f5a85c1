import { type Finding, finding } from '../../domain/finding.ts';
import { smtpEvidence } from '../../domain/probes/probe-evidence.ts';
import { countOf } from '../../domain/wording/count.ts';
import type { Check } from '../cause.ts';
import type { CheckContext } from '../context.ts';
import { readRoutes, type SenderRoute } from '../measure/routes.ts';
import { judgeSender, type SenderVerdict } from '../measure/sender-verdicts.ts';
import { openSessions, type RelaySession } from '../measure/sessions.ts';
import { countConcerned } from './concerned.ts';
import { explainSender } from './explain.ts';
import { offerForRefusal } from './remedies/offers.ts';

/** MAIL FROM for every sender of the queue, on the server its mail leads through. */
export const accepted: Check = {
  id: 'sender.accepted',
  title: 'Senders the servers take',
  decides: true,
  run: async (context) => {
    const sessions = await openSessions(context);
    const used = sessions.filter(({ relay }) => relay.routes.some(({ route }) => route.kind === 'sends'));
    const described = used.map((session) => describeSession(context, sessions, session));
    return (await Promise.all(described)).flat();
  },
};

interface Judged<Verdict = SenderVerdict> {
  readonly way: SenderRoute;
  readonly verdict: Verdict;
}

const describeSession = async (
  context: CheckContext,
  sessions: readonly RelaySession[],
  session: RelaySession,
): Promise<readonly Finding[]> => {
  const judged = session.relay.routes.map((way): Judged => ({ way, verdict: judgeSender(sessions, way) }));
  const { evidence: statements } = await readRoutes(context);
  const base = {
    check: accepted.id,
    subject: session.relay.subject,
    evidence: [...statements, smtpEvidence(session.report)],
  };
  const bad = await describeBad(context, session, judged);
  const undecided = describeUndecided(session, judged);
  const all = [...bad, ...undecided];
  return (all.length === 0 ? [describeGood(session, judged)] : all).map((found) => finding({ ...base, ...found }));
};

type Found = Pick<Finding, 'status' | 'summary' | 'owner'> & Partial<Finding>;

type VerdictOf<Kind extends SenderVerdict['kind']> = Extract<SenderVerdict, { readonly kind: Kind }>;

const pick = <Kind extends SenderVerdict['kind']>(
  judged: readonly Judged[],
  ...kinds: readonly Kind[]
): readonly Judged<VerdictOf<Kind>>[] => {
  const isOne = (verdict: SenderVerdict): verdict is VerdictOf<Kind> => kinds.some((kind) => kind === verdict.kind);
  return judged.flatMap(({ way, verdict }) => (isOne(verdict) ? [{ way, verdict }] : []));
};

const describeBad = async (
  context: CheckContext,
  session: RelaySession,
  judged: readonly Judged[],
): Promise<readonly Found[]> => {
  const { relay } = session;
  const bad = pick(judged, 'refused', 'deferred', 'unsendable');
  const [first] = bad;
  if (first === undefined) return [];
  const addresses = [...new Set(bad.map(({ verdict }) => verdict.address))];
  const mails = bad.reduce((sum, { way }) => sum + way.sender.mails, 0);
  const isRefused = bad.some(({ verdict }) => verdict.kind !== 'deferred');
  const others = judged.length - bad.length;
  const explains = await countConcerned(context, relay.subject, addresses);
  return [
    {
      status: isRefused && mails > 0 ? 'fail' : 'warn',
      summary: `${relay.title} ${describeRefusal(first.verdict, addresses)}${others > 0 && mails > 0 ? ' Other senders are taken.' : ''}`,
      detail: await explainSender(context, session, first.way),
      owner: 'odoo',
      ...(mails > 0 ? { explains } : {}),
      remedies: await offerForRefusal(context, relay),
    },
  ];
};

const describeRefusal = (
  verdict: VerdictOf<'refused' | 'deferred' | 'unsendable'>,
  addresses: readonly string[],
): string => {
  const [first, second, ...rest] = addresses;
  const more = second === undefined ? '' : rest.length === 0 ? ` and ${second}` : ` and ${addresses.length - 1} others`;
  if (verdict.kind === 'unsendable') {
    const why = verdict.needsUtf8
      ? 'it takes no letters beyond ASCII before the @ (SMTPUTF8)'
      : 'it is no mail address';
    return `cannot be given ${first}${more} as sender: ${why}.`;
  }
  const { code, text } = verdict.reply;
  const verb = verdict.kind === 'refused' ? 'refuses' : 'puts off';
  return `${verb} ${first}${more} as sender: ${code} ${text.replaceAll('\n', ' ').replace(/(?<![.!?])$/, '.')}`;
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
            owner: 'odoo',
          } as const,
        ]),
    ...(hidden === undefined
      ? []
      : [
          {
            status: 'unknown',
            summary: `Whether ${relay.title} takes ${hidden.verdict.address} as sender could not be tried${whyHidden(session)}`,
            detail: report.summary,
            owner: 'odoo',
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
    case 'not-permitted':
      return `: not permitted to read ${login.what}.`;
    default:
      return report.failure === undefined ? '.' : ': the session ended before.';
  }
};

const describeGood = ({ relay }: RelaySession, judged: readonly Judged[]): Found => {
  const taken = [...new Set(pick(judged, 'accepted').map(({ verdict }) => verdict.address))];
  const beyond = new Set(pick(judged, 'beyond-limit').map(({ verdict }) => verdict.address)).size;
  const [first = ''] = taken;
  const senders = taken.length === 1 ? first : countOf(taken.length, 'sender');
  const rest =
    beyond === 0 ? '' : ` ${countOf(beyond, 'more sender')} were not tried, so as not to try the server’s patience.`;
  return { status: 'ok', summary: `${relay.title} takes ${senders}.${rest}`, owner: 'odoo' };
};

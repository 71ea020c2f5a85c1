import { sentences } from '../../checks/measure/relay-words.ts';
import type { SenderRoute } from '../../checks/measure/routes.ts';
import type { SenderRouteVerdict } from '../../checks/measure/sender-verdicts.ts';
import type { RelaySession } from '../../checks/measure/smtp-sessions.ts';
import type { RemedyOffer } from '../../domain/change/remedy.ts';
import type { CheckFinding } from '../../domain/finding/finding.ts';
import type { SmtpReply } from '../../domain/probes/smtp-report.ts';
import type { AskedRecipient } from '../../domain/replies/judge-envelope.ts';
import { countOf } from '../../domain/wording/count.ts';

/** A sender's way through a server, and whether it is taken there. */
export interface JudgedSender<Verdict = SenderRouteVerdict> {
  readonly way: SenderRoute;
  readonly verdict: Verdict;
}

/** What is said of a server, beside what all findings about it share. */
export type SenderFinding = Pick<CheckFinding, 'status' | 'summary'> & Partial<CheckFinding>;

type VerdictOf<Kind extends SenderRouteVerdict['kind']> = Extract<SenderRouteVerdict, { readonly kind: Kind }>;

const pick = <Kind extends SenderRouteVerdict['kind']>(
  judged: readonly JudgedSender[],
  ...kinds: readonly Kind[]
): readonly JudgedSender<VerdictOf<Kind>>[] => {
  const isOne = (verdict: SenderRouteVerdict): verdict is VerdictOf<Kind> =>
    kinds.some((kind) => kind === verdict.kind);
  return judged.flatMap(({ way, verdict }) => (isOne(verdict) ? [{ way, verdict }] : []));
};

/** The senders that the server does not take, in the order of their mails. */
export const pickRefused = (
  judged: readonly JudgedSender[],
): readonly JudgedSender<VerdictOf<'refused' | 'unsendable'>>[] => pick(judged, 'refused', 'unsendable');

/** What more is known where a sender is refused. */
export interface RefusalFacts {
  /** Mails that failed for it, or wait and will. */
  readonly explains: number;
  /** How Odoo comes to send as that address, and where to change it. */
  readonly explanation: string;
  readonly remedies: readonly RemedyOffer[];
}

/** Undefined where none is refused. */
export const judgeRefusedSender = (
  { relay, report }: RelaySession,
  judged: readonly JudgedSender[],
  { explains, explanation, remedies }: RefusalFacts,
): SenderFinding | undefined => {
  const bad = pickRefused(judged);
  const [first] = bad;
  if (first === undefined) return undefined;
  const { verdict } = first;
  const addresses = [...new Set(bad.map(({ verdict: { address } }) => address))];
  const mails = bad.reduce((sum, { way }) => sum + way.sender.mails, 0);
  const lasts = bad.some((one) => one.verdict.kind === 'unsendable' || one.verdict.lasts);
  const others = judged.length - bad.length;
  const common = mails > 0 ? { explains } : {};
  if (verdict.kind === 'refused' && verdict.about === 'helo') {
    const stopsAll = lasts && relay.isChosen;
    return {
      ...common,
      status: stopsAll ? 'fail' : 'warn',
      stopsAll,
      summary: `${relay.title} refuses this machine’s name ${report.heloName}, which Odoo gives with EHLO, and with it every mail: ${quote(verdict.reply)}`,
      detail: sentences(describeAsked(verdict.recipient), nameAdvice),
      owner: 'host',
    };
  }
  // Not one of those whose mail leads through it, the companies' own among them, is taken.
  const stopsAll = lasts && others === 0 && relay.isChosen;
  const isUnclear = verdict.kind === 'refused' && verdict.about === 'either';
  return {
    ...common,
    status: lasts && (mails > 0 || stopsAll) && !isUnclear ? 'fail' : 'warn',
    stopsAll,
    summary: `${relay.title} ${describeRefusal(verdict, addresses)}${others > 0 && mails > 0 ? ' Other senders are taken.' : ''}`,
    detail: sentences(verdict.kind === 'refused' ? describeAsked(verdict.recipient) : undefined, explanation),
    remedies,
  };
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

/** Builds of the version differ, or nothing could be tried. */
export const judgeUndecided = (session: RelaySession, judged: readonly JudgedSender[]): readonly SenderFinding[] => {
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

/** What is said of a server that refuses none. */
export const judgeTaken = ({ relay }: Pick<RelaySession, 'relay'>, judged: readonly JudgedSender[]): SenderFinding => {
  const taken = pick(judged, 'accepted').map(({ verdict }) => verdict);
  const beyond = new Set(pick(judged, 'beyond-limit').map(({ verdict }) => verdict.address)).size;
  const addresses = [...new Set(taken.map(({ address }) => address))];
  const [first = ''] = addresses;
  const senders = addresses.length === 1 ? first : countOf(addresses.length, 'sender');
  const rest =
    beyond === 0
      ? ''
      : ` ${countOf(beyond, 'more sender was', 'more senders were')} not tried, so as not to try the server’s patience.`;
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

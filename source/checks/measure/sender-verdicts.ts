import type { CauseId } from '../../domain/finding/cause-id.ts';
import type { SmtpReport } from '../../domain/probes/smtp-report.ts';
import { type AskedRecipient, type EnvelopeJudgement, judgeEnvelope } from '../../domain/replies/judge-envelope.ts';
import { identifyServer } from '../../domain/routing/identify-server.ts';
import type { Route } from '../../domain/routing/route.ts';
import { endedBy } from './ended-by.ts';
import type { SenderRoute } from './routes.ts';
import type { RelaySession } from './smtp-sessions.ts';

/** What is known about whether a mail's envelope sender is taken on its way. */
export type SenderRouteVerdict =
  | {
      readonly kind: 'accepted';
      readonly address: string;
      /** Undefined: only MAIL FROM was tried. */
      readonly recipient: AskedRecipient | undefined;
    }
  | (Extract<EnvelopeJudgement, { readonly kind: 'refused' }> & { readonly address: string })
  /** The address cannot be written into MAIL FROM for this server. */
  | { readonly kind: 'unsendable'; readonly address: string; readonly needsUtf8: boolean }
  /** The server wants something else first (a login, TLS, patience): that cause's fault, which hides whether it would. */
  | { readonly kind: 'hidden'; readonly address: string; readonly by: CauseId | undefined }
  /** More senders than one session tries. */
  | { readonly kind: 'beyond-limit'; readonly address: string }
  /** Builds of the version differ, and the server takes what one of them does and not what the other does. */
  | { readonly kind: 'depends-on-build'; readonly address: string; readonly refused: string }
  /** Odoo does not get as far. */
  | { readonly kind: 'no-way' };

/** What the sessions of this run tell about a sender's way. */
export const judgeSenderRoute = (
  sessions: readonly RelaySession[],
  { route, olderBuilds }: Pick<SenderRoute, 'route' | 'olderBuilds'>,
): SenderRouteVerdict => {
  const verdict = judgeRoute(sessions, route);
  if (olderBuilds === undefined) return verdict;
  const older = judgeRoute(sessions, olderBuilds);
  if (verdict.kind === 'accepted' && older.kind === 'refused') {
    return { kind: 'depends-on-build', address: verdict.address, refused: older.address };
  }
  if (verdict.kind === 'refused' && older.kind === 'accepted') {
    return { kind: 'depends-on-build', address: older.address, refused: verdict.address };
  }
  return verdict;
};

const judgeRoute = (sessions: readonly RelaySession[], route: Route): SenderRouteVerdict => {
  if (route.kind === 'fails') return { kind: 'no-way' };
  const address = route.envelopeFrom;
  const session = sessions.find(({ relay }) => relay.subject === identifyServer(route.server));
  if (session === undefined) return { kind: 'hidden', address, by: undefined };
  const tried = session.report.senders.find((sender) => sender.address === address);
  const judgement = tried === undefined ? notTried : judgeEnvelope(tried, session.relay.host);
  switch (judgement.kind) {
    case 'taken':
      return { kind: 'accepted', address, recipient: judgement.recipient };
    case 'refused':
    case 'unsendable':
      return { ...judgement, address };
    case 'elsewhere':
      return { kind: 'hidden', address, by: judgement.cause };
    case 'not-tried':
      return session.report.senders.some((sender) => sender.outcome.kind === 'accepted')
        ? { kind: 'beyond-limit', address }
        : { kind: 'hidden', address, by: endedBy(session) };
  }
};

const notTried: EnvelopeJudgement = { kind: 'not-tried', why: 'session-ended' };

/** Whether the session came as far as its senders and none that it tried was refused; recipients are another matter. */
export const takesAll = ({ senders, host, failure }: SmtpReport): boolean =>
  (failure === undefined || failure.stage === 'mail' || failure.stage === 'rcpt') &&
  senders.every((sender) => {
    const judgement = judgeEnvelope(sender, host);
    return judgement.kind === 'taken' || (judgement.kind === 'not-tried' && judgement.why === 'limit');
  });

import type { CauseId } from '../../domain/cause-id.ts';
import type { SmtpReply } from '../../domain/probes/smtp-report.ts';
import { judgeSession } from '../../domain/replies/judge-session.ts';
import type { Route } from '../../domain/routing/route.ts';
import { endedBy } from './ended-by.ts';
import { subjectOf } from './relays.ts';
import type { SenderRoute } from './routes.ts';
import type { RelaySession } from './sessions.ts';

/** What is known about whether a mail's envelope sender is taken on its way. */
export type SenderVerdict =
  | { readonly kind: 'accepted'; readonly address: string }
  /** `deferred`: for now (4xx). */
  | { readonly kind: 'refused' | 'deferred'; readonly address: string; readonly reply: SmtpReply }
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
export const judgeSender = (
  sessions: readonly RelaySession[],
  { route, olderBuilds }: Pick<SenderRoute, 'route' | 'olderBuilds'>,
): SenderVerdict => {
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

const judgeRoute = (sessions: readonly RelaySession[], route: Route): SenderVerdict => {
  if (route.kind === 'fails') return { kind: 'no-way' };
  const address = route.envelopeFrom;
  const session = sessions.find(({ relay }) => relay.subject === subjectOf(route.server));
  if (session === undefined) return { kind: 'hidden', address, by: undefined };
  const outcome = session.report.senders.find((sender) => sender.address === address)?.outcome;
  switch (outcome?.kind) {
    case 'accepted':
      return { kind: 'accepted', address };
    case 'refused':
    case 'deferred':
      return judgeReply(session, address, outcome.kind, outcome.reply);
    case 'unsendable':
      return { kind: 'unsendable', address, needsUtf8: outcome.why === 'needs-smtputf8' };
    default:
      return session.report.senders.some((sender) => sender.outcome.kind === 'accepted')
        ? { kind: 'beyond-limit', address }
        : { kind: 'hidden', address, by: endedBy(session) };
  }
};

/** A reply to MAIL FROM need not be about the sender. */
const judgeReply = (
  { report }: RelaySession,
  address: string,
  kind: 'refused' | 'deferred',
  reply: SmtpReply,
): SenderVerdict => {
  const { cause } = judgeSession({ kind: 'reply', stage: 'mail', reply }, report);
  return cause === 'sender' ? { kind, address, reply } : { kind: 'hidden', address, by: cause };
};

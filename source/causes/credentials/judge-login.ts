import { endedBy } from '../../checks/measure/ended-by.ts';
import { adviseOn, sentences } from '../../checks/measure/relay-words.ts';
import type { Relay } from '../../checks/measure/relays.ts';
import type { RelaySession } from '../../checks/measure/smtp-sessions.ts';
import { takesMail } from '../../checks/measure/takes-mail.ts';
import type { AuthOutcome } from '../../domain/probes/smtp-report.ts';
import { judgeEnvelope } from '../../domain/replies/judge-envelope.ts';
import { judgeReply, judgeSession } from '../../domain/replies/judge-session.ts';
import { titleOf } from '../../domain/replies/title.ts';
import { formatClock, formatDuration } from '../../domain/wording/duration.ts';
import { endSentence } from '../../domain/wording/end-sentence.ts';
import { shortenText } from '../../domain/wording/shorten.ts';
import type { LoginComplaint, LoginJudgement } from './login-judgement.ts';
import { judgeMissingUser, missingUserFacts } from './missing-user.ts';

/** Undefined where the session did not get as far. */
export const judgeLogin = (session: RelaySession, now: Date): LoginJudgement | undefined => {
  const { relay, report } = session;
  const { login, title } = relay;
  switch (login.kind) {
    case 'not-permitted':
      return {
        status: 'unknown',
        summary: `The login of ${title} was not tried: this role may not read ${login.what}.`,
      };
    case 'not-known':
      return { status: 'unknown', summary: `The login of ${title} was not tried: ${login.why}.` };
    case 'token-expired':
      return { status: 'unknown', summary: describeExpiry(title, login.expiredAt, now) };
    case 'no-consent':
      return {
        status: 'fail',
        summary: `${title} is set to log in by OAuth, but nobody has connected the account yet.`,
        why: 'Open the server in Odoo and connect it with the account’s consent; until then every mail through it fails.',
      };
    case 'none':
      return judgeMissingUser(missingUserFacts(session)) ?? judgeAnonymous(session);
    case 'certificate':
      return judgeAnonymous(session);
    case 'ready':
      return judgeRelaying(session) ?? judgeAuth(relay, report.auth, now);
  }
};

/** Without a token nobody can log in, whatever the server says. */
export const judgeRefusedGrant = ({ title }: Pick<Relay, 'title'>, words: string): LoginJudgement => ({
  status: 'fail',
  summary: `Odoo gets no access token for ${title} any more, so it cannot log in there: ${shortenText(words, 200)}`,
  why: 'The consent has ended or was revoked (a changed password, an application in Google’s testing mode after seven days, a policy), or the client secret is wrong: connect the account again, as whoever owns it.',
});

const describeExpiry = (title: string, expiredAt: Date | null, now: Date): string =>
  expiredAt === null
    ? `The OAuth login of ${title} was not tried: Odoo has not fetched an access token yet and does so with its next mail.`
    : `The OAuth login of ${title} was not tried: the access token ended at ${formatClock(expiredAt, now)}, and Odoo fetches a new one with its next mail.`;

/** A login that is taken, by a server that carries mail for this account to nobody all the same. */
const judgeRelaying = ({ relay, report }: RelaySession): LoginJudgement | undefined => {
  if (report.auth.kind !== 'accepted') return undefined;
  const judged = report.senders.map((sender) => judgeEnvelope(sender, relay.host));
  const denied = judged.flatMap((one) =>
    one.kind === 'taken' && one.recipient?.outcome === 'relaying' ? [one.recipient] : [],
  );
  const [first] = denied;
  if (first === undefined) return undefined;
  const isForAll = judged.every((one) => one.kind === 'taken' && one.recipient?.outcome === 'relaying');
  return {
    status: isForAll ? 'fail' : 'warn',
    summary: `${relay.title} accepts the login of ${nameUser(relay)} and does not relay for it: asked for ${first.address}, it said ${first.reply.code} ${first.reply.text.replaceAll('\n', ' ')}`,
    why: 'The account may not send to other domains: its provider, or whoever runs the relay, has to allow it.',
    owner: 'provider',
  };
};

/** Without a user there is nothing to refuse, unless the server wants one. */
const judgeAnonymous = (session: RelaySession): LoginJudgement | undefined => {
  const { relay, report } = session;
  if (endedBy(session) !== 'credentials') {
    const how = relay.login.kind === 'certificate' ? 'logs in with a certificate' : 'is used without a login';
    if (report.capabilities === undefined) return undefined;
    const rest = takesMail(session)
      ? 'and the server takes it'
      : 'and the server greets it; whether it takes mail so was not tried';
    return { status: 'ok', summary: `${relay.title} ${how}, ${rest}.` };
  }
  const { failure } = report;
  return {
    status: 'fail',
    summary: `${relay.title} wants a login, and Odoo has no user for it.`,
    why: sentences(
      report.summary,
      failure === undefined ? undefined : adviseOn(relay, judgeSession(failure, report).advice),
    ),
  };
};

const judgeAuth = (relay: Relay, auth: AuthOutcome, now: Date): LoginJudgement | undefined => {
  const { title, user, login } = relay;
  switch (auth.kind) {
    case 'accepted':
      return { status: 'ok', summary: `${title} accepts the login of ${user} (${auth.mechanism}).` };
    case 'refused':
    case 'deferred':
      return judgeRefusal(relay, auth);
    case 'not-tried':
      return judgeRemembered(relay, auth, now);
    case 'not-offered':
      return {
        status: 'fail',
        summary: `${title} offers no login${auth.startTlsOffered ? ' before the connection is encrypted' : ' on this port'}, but Odoo has the user ${user} for it.`,
        why: auth.startTlsOffered
          ? 'Set the encryption to TLS (STARTTLS): the server offers it, and most offer the login only after it.'
          : 'Use the port for submission (587 or 465), or remove user and password if the server knows this machine by its address.',
      };
    case 'no-common-mechanism':
      return {
        status: 'fail',
        summary: `${title} offers only ways to log in that Odoo does not have here: ${auth.offered.join(', ')}.`,
        why:
          login.kind === 'ready' && login.credentials.kind === 'password'
            ? 'XOAUTH2 alone means that the provider takes no passwords any more: connect the account by OAuth.'
            : 'The account is set to OAuth, and this server does not offer XOAUTH2: check the host name.',
      };
    case 'not-ascii':
      return {
        status: 'fail',
        summary: `The user or password for ${title} has letters beyond ASCII, which Odoo cannot send.`,
        why: 'Choose a password of plain letters, digits and signs.',
      };
    case 'not-asked':
    case 'not-reached':
      return undefined;
  }
};

/** Refused before and not sent since: it stands until the row changes or somebody has it tried again. */
const judgeRemembered = (
  relay: Relay,
  { refusedAt, reply }: Extract<AuthOutcome, { kind: 'not-tried' }>,
  now: Date,
): LoginJudgement => {
  const at = new Date(refusedAt);
  const judged = judgeRefusal(relay, { kind: 'refused', mechanism: '', reply, oauth: undefined });
  const age = formatDuration(Math.max(0, now.getTime() - at.getTime()));
  return {
    ...judged,
    status: 'fail',
    summary: `${endSentence(judged.summary)} That was ${age} ago, at ${formatClock(at, now)}; it was not sent again, so that the account is not locked (check --try-login sends it once more).`,
    why: sentences(judged.why, tryAgain),
  };
};

const tryAgain =
  'If the provider has changed something since, have the same password tried once more: check --try-login, or r on this step of the console. A new password in Odoo is tried by itself.';

const judgeRefusal = (relay: Relay, auth: Extract<AuthOutcome, { kind: 'refused' | 'deferred' }>): LoginComplaint => {
  const { reply, oauth } = auth;
  const said = judgeReply(reply, relay);
  const { cause } = said;
  const words = `${reply.code} ${reply.text.replaceAll('\n', ' ')}`;
  const reason = oauth === undefined ? '' : ` ${endSentence(`The server's reason: ${oauth.raw}`)}`;
  const isElsewhere = cause !== null && cause !== 'credentials';
  const isTemporary = auth.kind === 'deferred';
  const who = nameUser(relay);
  const meaning = hasEmptyPassword(relay)
    ? ', for which Odoo has no password'
    : said.class === 'unknown'
      ? ''
      : ` (${titleOf(said.class)})`;
  return {
    status: isTemporary ? 'warn' : 'fail',
    summary: isTemporary
      ? `${relay.title} put the login of ${who} off for now: ${words}`
      : `${relay.title} refuses the login of ${who}${meaning}: ${words}`,
    why: `${hasEmptyPassword(relay) ? noPassword : adviseOn(relay, said.advice)}${reason}`,
    owner: said.owner,
    ...(isElsewhere ? { consequenceOf: cause } : {}),
  };
};

const noPassword = 'Enter the password that belongs to this user: what Odoo sends now is an empty one.';

const nameUser = ({ user }: Relay): string => (user === null || user === '' ? 'an unnamed user' : user);

const hasEmptyPassword = ({ login }: Relay): boolean =>
  login.kind === 'ready' && login.credentials.secret.reveal() === '';

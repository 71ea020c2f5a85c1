import type { AuthOutcome, Capabilities, SmtpReply } from '../../../domain/probes/smtp-report.ts';
import { authenticateCramMd5 } from '../auth/auth-cram-md5.ts';
import { authenticateLogin } from '../auth/auth-login.ts';
import { authenticatePlain } from '../auth/auth-plain.ts';
import { authenticateXoauth2 } from '../auth/auth-xoauth2.ts';
import type { LoginMechanism } from '../auth/mechanism.ts';
import type { Conversation } from '../conversation.ts';
import type { RefusedSecrets, SmtpAccount } from '../refused-secrets.ts';
import type { SmtpCredentials } from '../smtp-request.ts';

/**
 * The three that smtplib knows. It tries CRAM-MD5, PLAIN and LOGIN in this order, each after the other was refused
 * (Lib/smtplib.py, SMTP.login), so that Odoo gets in wherever one of them works and a wrong password is refused three
 * times. We may be refused once, and begin with the one that works wherever any does: servers that keep only hashes
 * cannot check CRAM-MD5, and some that announce PLAIN take LOGIN alone.
 */
const passwordMechanisms: ReadonlyMap<string, LoginMechanism> = new Map([
  ['LOGIN', authenticateLogin],
  ['PLAIN', authenticatePlain],
  ['CRAM-MD5', authenticateCramMd5],
]);
const oauthMechanisms: ReadonlyMap<string, LoginMechanism> = new Map([['XOAUTH2', authenticateXoauth2]]);

/** Replies that turn the command away, not the secret: bad syntax or sequence, unknown mechanism, TLS wanted first. */
const notAboutTheSecret: ReadonlySet<number> = new Set([500, 501, 502, 503, 504, 530, 538]);

export interface LogInOptions {
  readonly account: SmtpAccount;
  readonly refusedSecrets: RefusedSecrets;
  /** Send a secret that is known to be refused. */
  readonly retry: boolean;
  readonly now: () => Date;
}

/**
 * AUTH with one mechanism; with another only where the server turned the mechanism away and not the secret.
 * @throws SessionFailure when the server stops answering.
 */
export const logIn = async (
  conversation: Conversation,
  capabilities: Capabilities,
  options: LogInOptions,
): Promise<AuthOutcome> => {
  const { account, refusedSecrets, retry, now } = options;
  const { credentials, mechanism } = account;
  const usable = chooseMechanisms(capabilities, credentials).filter(
    ([name]) => mechanism === undefined || name === mechanism,
  );
  if (capabilities.auth.length === 0) return { kind: 'not-offered', startTlsOffered: capabilities.startTls };
  if (usable.length === 0) return { kind: 'no-common-mechanism', offered: capabilities.auth };
  if (!isAscii(credentials)) return { kind: 'not-ascii' };

  return refusedSecrets.inTurn(account, conversation.signal, async () => {
    const refusal = retry ? undefined : await refusedSecrets.find(account);
    if (refusal !== undefined) {
      return { kind: 'not-tried', refusedAt: refusal.at.toISOString(), reply: refusal.reply };
    }

    conversation.log.hide(credentials.secret.reveal());
    const outcome = await tryMechanisms(conversation, usable, credentials);
    if (outcome.kind === 'accepted') await refusedSecrets.forget(account);
    if (outcome.kind === 'refused' && !notAboutTheSecret.has(outcome.reply.code)) {
      await refusedSecrets.remember(account, { at: now(), reply: outcome.reply });
    }
    return outcome;
  });
};

type NamedMechanism = readonly [name: string, authenticate: LoginMechanism];

const chooseMechanisms = ({ auth }: Capabilities, { kind }: SmtpCredentials): readonly NamedMechanism[] =>
  [...(kind === 'oauth' ? oauthMechanisms : passwordMechanisms)].filter(([name]) => auth.includes(name));

// smtplib encodes both as ASCII and fails beyond it.
const isAscii = ({ user, secret }: SmtpCredentials): boolean => /^[\0-\x7f]*$/.test(user + secret.reveal());

const tryMechanisms = async (
  conversation: Conversation,
  [first, ...others]: readonly NamedMechanism[],
  credentials: SmtpCredentials,
): Promise<AuthOutcome> => {
  if (first === undefined) return { kind: 'not-reached' };
  const [mechanism, authenticate] = first;
  const { reply, oauth } = await authenticate(conversation, credentials);
  if (isAccepted(reply)) {
    conversation.log.reach('auth');
    return { kind: 'accepted', mechanism, reply };
  }
  if (notAboutTheSecret.has(reply.code) && others.length > 0) return tryMechanisms(conversation, others, credentials);
  return { kind: reply.code >= 500 ? 'refused' : 'deferred', mechanism, reply, oauth };
};

/** 503 is "already authenticated", which smtplib takes for success, too. */
const isAccepted = ({ code }: SmtpReply): boolean => code === 235 || code === 503;

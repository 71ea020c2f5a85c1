import type { OauthError } from '../../../domain/probes/smtp-report.ts';
import { sanitizeLine } from '../../../domain/sanitize.ts';
import { base64, exchangeSecret, type LoginMechanism, refuseFurtherChallenges } from './mechanism.ts';

/**
 * XOAUTH2 as Google and Microsoft describe it (developers.google.com/workspace/gmail/imap/xoauth2-protocol): a bad
 * token is answered by 334 with the reason in base64, and only an empty line fetches the 535. Odoo reads neither.
 */
export const authenticateXoauth2: LoginMechanism = async (conversation, { user, secret }) => {
  const payload = base64(`user=${user}\u0001auth=Bearer ${secret.reveal()}\u0001\u0001`);
  const first = await exchangeSecret(conversation, 'AUTH XOAUTH2', payload);
  if (first.code !== 334) return { reply: first };
  const oauth = decodeOauthError(conversation.challenge, (text) => conversation.log.clean(text));
  conversation.log.note(`the server's reason: ${oauth.raw}`);
  return { reply: refuseFurtherChallenges(await conversation.exchange('auth', '')), oauth };
};

/** The reason inside the 334. `clean` hides a token that comes back in it. */
const decodeOauthError = (challenge: string, clean: (text: string) => string): OauthError => {
  const text = Buffer.from(challenge, 'base64').toString('utf8');
  const fields = parseObject(text);
  const field = (name: string): string | undefined => {
    const value = fields[name];
    return typeof value === 'string' || typeof value === 'number' ? clean(sanitizeLine(String(value))) : undefined;
  };
  return { status: field('status'), schemes: field('schemes'), scope: field('scope'), raw: clean(text) };
};

const parseObject = (text: string): Readonly<Record<string, unknown>> => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
};

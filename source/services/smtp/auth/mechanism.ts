import type { OauthError, SmtpReply } from '../../../domain/probes/smtp-report.ts';
import { mask } from '../../../domain/secret.ts';
import type { Conversation } from '../conversation.ts';
import { SessionFailure } from '../session-failure.ts';
import type { SmtpCredentials } from '../smtp-request.ts';

interface MechanismResult {
  /** The server's last word. */
  readonly reply: SmtpReply;
  readonly oauth?: OauthError;
}

/** One way to log in. */
export type LoginMechanism = (conversation: Conversation, credentials: SmtpCredentials) => Promise<MechanismResult>;

export const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');

/** Says `AUTH …`, or answers a challenge, with a payload that is hidden here and in whatever the server echoes. */
export const exchangeSecret = (conversation: Conversation, command: string, payload: string): Promise<SmtpReply> => {
  conversation.log.hide(payload);
  const prefix = command === '' ? '' : `${command} `;
  return conversation.exchange('auth', `${prefix}${payload}`, `${prefix}${mask}`);
};

/** A server that still asks once everything was said would be given the secret again and again. */
export const refuseFurtherChallenges = (reply: SmtpReply): SmtpReply => {
  if (reply.code !== 334) return reply;
  throw new SessionFailure({ kind: 'protocol', stage: 'auth', problem: { kind: 'endless-challenges' } });
};

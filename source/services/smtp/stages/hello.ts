import type { Capabilities, SmtpReply } from '../../../domain/probes/smtp-report.ts';
import { noCapabilities, parseCapabilities } from '../capabilities.ts';
import type { Conversation } from '../conversation.ts';
import { SessionFailure } from '../session-failure.ts';

const worked = ({ code }: SmtpReply): boolean => code >= 200 && code <= 299;

/**
 * EHLO, and HELO when the server refuses it, as smtplib's `ehlo_or_helo_if_needed` does.
 * @throws SessionFailure when the server refuses both.
 */
export const sayHello = async (
  conversation: Conversation,
  stage: 'ehlo' | 'ehlo-after-tls',
  name: string,
): Promise<Capabilities> => {
  const extended = await conversation.exchange(stage, `EHLO ${name}`);
  if (worked(extended)) {
    conversation.log.reach(stage);
    return parseCapabilities(extended);
  }
  // 421: the server is closing the connection, there is nobody to say HELO to (RFC 5321 §3.8).
  if (extended.code === 421) throw new SessionFailure({ kind: 'reply', stage, reply: extended });
  const plain = await conversation.exchange(stage, `HELO ${name}`);
  if (!worked(plain)) throw new SessionFailure({ kind: 'reply', stage, reply: plain });
  conversation.log.reach(stage);
  return noCapabilities;
};

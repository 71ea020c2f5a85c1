import type { SmtpReply } from '../../../domain/probes/smtp-report.ts';
import type { Conversation } from '../conversation.ts';
import { SessionFailure } from '../session-failure.ts';

/**
 * Waits for the 220 and says nothing before it: postscreen and smtpd count a byte that comes earlier as an attack
 * (PREGREET, "improper command pipelining after CONNECT"). @throws SessionFailure for no greeting, or one that is not 220.
 */
export const awaitGreeting = async (conversation: Conversation, limitMs: number): Promise<SmtpReply> => {
  const reply = await conversation.read('greeting', limitMs);
  if (reply.code !== 220) throw new SessionFailure({ kind: 'reply', stage: 'greeting', reply });
  conversation.log.reach('greeting');
  return reply;
};

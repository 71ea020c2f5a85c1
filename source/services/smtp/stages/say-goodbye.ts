import type { Conversation } from '../conversation.ts';
import { SessionFailure } from '../session-failure.ts';

/**
 * Leaves as a client should: RSET when something stands to be taken back, and QUIT. A monitored server counts a
 * connection that is just dropped as an attack (fail2ban's postfix filter: "lost connection after", "HANGUP after"),
 * and one that speaks before the reply is there as well ("improper command pipelining"; RFC 2920 §3.1): what the server
 * still owes is waited for, and where it does not come nothing more is said. `limitMs` is for each reply.
 */
export const sayGoodbye = async (conversation: Conversation, limitMs: number): Promise<void> => {
  if (conversation.isHandedOver) return;
  conversation.beginFarewell(limitMs);
  try {
    while (conversation.owed > 0) await conversation.read('quit');
    // RFC 4954 §4: `*` calls off a login half-way.
    if (conversation.isAsking) await conversation.exchange('auth', '*');
    if (conversation.log.reached === 'mail' || conversation.log.reached === 'rcpt') {
      await conversation.exchange('reset', 'RSET');
    }
    await conversation.exchange('quit', 'QUIT');
  } catch (error) {
    if (!(error instanceof SessionFailure)) throw error;
    conversation.log.trouble(`no answer to the goodbye: ${error.failure.kind}`);
  }
};

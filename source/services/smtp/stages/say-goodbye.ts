import type { Conversation } from '../conversation.ts';
import { SessionFailure } from '../session-failure.ts';

/** RSET, when something stands to be taken back, and QUIT. A server that no longer answers has been heard already. */
export const sayGoodbye = async (conversation: Conversation): Promise<void> => {
  try {
    if (conversation.log.reached === 'mail' || conversation.log.reached === 'rcpt') {
      await conversation.exchange('reset', 'RSET');
    }
    const reply = await conversation.exchange('quit', 'QUIT');
    if (reply.code === 221) conversation.log.reach('quit');
  } catch (error) {
    if (!(error instanceof SessionFailure)) throw error;
    conversation.log.trouble(`no answer to the goodbye: ${error.failure.kind}`);
  }
};

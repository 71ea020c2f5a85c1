import type { Conversation } from '../conversation.ts';
import { SessionFailure } from '../session-failure.ts';

/** Everything has been measured by now; a goodbye is worth this much waiting, ms. */
const goodbyeMs = 2000;

/** RSET, when something stands to be taken back, and QUIT. A server that no longer answers has been heard already. */
export const sayGoodbye = async (conversation: Conversation): Promise<void> => {
  conversation.hurry(goodbyeMs);
  try {
    if (conversation.log.reached === 'mail' || conversation.log.reached === 'rcpt') {
      await conversation.exchange('reset', 'RSET');
    }
    await conversation.exchange('quit', 'QUIT');
  } catch (error) {
    if (!(error instanceof SessionFailure)) throw error;
    conversation.log.trouble(`no answer to the goodbye: ${error.failure.kind}`);
  }
};

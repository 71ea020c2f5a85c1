import type { SmtpReply } from '../../../domain/probes/smtp-report.ts';
import type { Conversation } from '../conversation.ts';
import { SessionFailure } from '../session-failure.ts';
import { completesTls, type SecondLook, staysSilent } from '../wrong-mode.ts';

/** Why a second look is called off. */
const answered = new Error('the server answered');

/**
 * Waits for the 220. With `look`, a silent server is asked on a second connection whether it waits for a TLS hello.
 * @throws SessionFailure for no greeting, one that is not 220, or a port that wants TLS.
 */
export const awaitGreeting = async (conversation: Conversation, look?: SecondLook): Promise<SmtpReply> => {
  const enough = new AbortController();
  const reading = conversation.read('greeting');
  try {
    if (look !== undefined) {
      const spoke = reading.then(
        () => false,
        () => false,
      );
      const suspicion = suspectTls(look, AbortSignal.any([conversation.signal, enough.signal]));
      if (await Promise.race([spoke, suspicion])) {
        throw new SessionFailure({ kind: 'tls', stage: 'greeting', problem: { kind: 'port-wants-tls' } });
      }
    }
    const reply = await reading;
    if (reply.code !== 220) throw new SessionFailure({ kind: 'reply', stage: 'greeting', reply });
    conversation.log.reach('greeting');
    return reply;
  } finally {
    enough.abort(answered);
  }
};

const suspectTls = async (look: SecondLook, signal: AbortSignal): Promise<boolean> =>
  (await staysSilent(look.timeoutMs, signal)) && completesTls(look, signal);

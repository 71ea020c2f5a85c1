import type { DeliveryOutcome } from '../../../domain/probes/smtp-report.ts';
import type { Conversation } from '../conversation.ts';
import type { Draft } from '../draft.ts';
import { SessionFailure } from '../session-failure.ts';

/**
 * DATA and the message. From its first byte on the server may have taken it, until it says that it has not.
 * @throws SessionFailure when it stops answering.
 */
export const handOver = async (
  conversation: Conversation,
  message: Buffer,
  draft: Pick<Draft, 'delivery'>,
): Promise<void> => {
  const ready = await conversation.exchange('data', 'DATA');
  // 2xx would be no SMTP: whatever it means, the server does not wait for a message.
  if (ready.code !== 354) throw new SessionFailure({ kind: 'reply', stage: 'data', reply: ready });
  const bytes = asData(message);
  draft.delivery = { kind: 'unanswered', why: 'closed' };
  conversation.send(bytes, `The message, ${bytes.length} bytes.`);
  try {
    const reply = await conversation.read('data', conversation.budget.delivery());
    draft.delivery = { kind: judge(reply.code), reply };
    if (draft.delivery.kind !== 'accepted') throw new SessionFailure({ kind: 'reply', stage: 'data', reply });
    conversation.log.reach('data');
  } catch (error) {
    if (draft.delivery.kind === 'unanswered') draft.delivery = { kind: 'unanswered', why: whyUnanswered(error) };
    throw error;
  }
};

const judge = (code: number): 'accepted' | 'deferred' | 'refused' => {
  if (code >= 200 && code < 300) return 'accepted';
  return code >= 500 ? 'refused' : 'deferred';
};

const whyUnanswered = (error: unknown): Extract<DeliveryOutcome, { kind: 'unanswered' }>['why'] => {
  if (!(error instanceof SessionFailure)) return 'stopped';
  const { kind } = error.failure;
  if (kind === 'timed-out' || kind === 'closed') return kind;
  return 'not-smtp';
};

/** Whole lines, a dot before those that begin with one, and the dot that ends it (RFC 5321 §4.5.2). */
const asData = (message: Buffer): Buffer => {
  const lines = message.toString('latin1').replace(/\r?\n/g, '\r\n');
  const whole = lines.endsWith('\r\n') ? lines : `${lines}\r\n`;
  return Buffer.from(`${whole.replace(/^\./gm, '..')}.\r\n`, 'latin1');
};

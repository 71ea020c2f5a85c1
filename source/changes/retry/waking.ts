import type { Odoo } from '../../services/odoo/odoo.ts';

interface WakingWorld {
  readonly odoo: Odoo;
  readonly waitingMails?: number;
  readonly totalTimeoutMs: number;
}

/** Whether waking the queue will help, and what else leaves with it. */
export type QueueWaking =
  | { readonly kind: 'woken'; readonly cronId: number; readonly others: number | null }
  | { readonly kind: 'asleep'; readonly why: string };

/** Looks at the queue's scheduled action, and counts the mails that its next run sends anyway. */
export const readWaking = async (
  { odoo, waitingMails, totalTimeoutMs }: WakingWorld,
  { signal }: { readonly signal: AbortSignal },
): Promise<QueueWaking> => {
  const queue = await odoo.queueCron({ signal });
  if (queue.kind === 'missing') return { kind: 'asleep', why: "Odoo's queue runner is missing" };
  const { id, active, callsLeft } = queue.cron;
  if (!active) return { kind: 'asleep', why: "Odoo's queue runner is switched off" };
  if (callsLeft === 0) return { kind: 'asleep', why: "Odoo's queue runner has no runs left" };
  return { kind: 'woken', cronId: id, others: waitingMails ?? (await countOthers(odoo, totalTimeoutMs, signal)) };
};

/** A count that takes too long is not worth holding up a retry. */
const countOthers = async (odoo: Odoo, timeoutMs: number, signal: AbortSignal): Promise<number | null> => {
  try {
    return await odoo.dueMails({ signal, timeoutMs });
  } catch {
    signal.throwIfAborted();
    return null;
  }
};

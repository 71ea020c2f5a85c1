import type { Odoo } from '../../services/odoo/odoo.ts';
import type { DueMails } from '../../services/odoo/queries/due-mails.ts';
import { type FailingOthers, findFailingOthers } from './queue-others.ts';

interface WakingWorld {
  readonly odoo: Odoo;
  readonly waitingMails?: number;
  readonly totalTimeoutMs: number;
}

/** Whether waking the queue will help, and what else leaves with it. */
export type QueueWaking =
  | {
      readonly kind: 'woken';
      readonly cronId: number;
      /** Mails that wait already and leave with it; null when nobody could count them. */
      readonly others: number | null;
      /** Those of them that would fail. */
      readonly failing: readonly FailingOthers[];
    }
  | { readonly kind: 'asleep'; readonly why: string };

/** Looks at the queue's scheduled action, and at the mails that its next run sends anyway. */
export const readWaking = async (
  { odoo, waitingMails, totalTimeoutMs }: WakingWorld,
  known: Parameters<typeof findFailingOthers>[1],
  { signal }: { readonly signal: AbortSignal },
): Promise<QueueWaking> => {
  const queue = await odoo.queueCron({ signal });
  if (queue.kind === 'missing') return { kind: 'asleep', why: "Odoo's queue runner is missing" };
  const { id, active, callsLeft } = queue.cron;
  if (!active) return { kind: 'asleep', why: "Odoo's queue runner is switched off" };
  if (callsLeft === 0) return { kind: 'asleep', why: "Odoo's queue runner has no runs left" };
  const due = await readOthers(odoo, totalTimeoutMs, signal);
  const others = due?.reduce((sum, { ids }) => sum + ids.length, 0) ?? waitingMails ?? null;
  return { kind: 'woken', cronId: id, others, failing: due === null ? [] : findFailingOthers(due, known) };
};

/** A count that takes too long is not worth holding up a retry. */
const readOthers = async (odoo: Odoo, timeoutMs: number, signal: AbortSignal): Promise<readonly DueMails[] | null> => {
  try {
    return await odoo.dueMails({ signal, timeoutMs });
  } catch {
    signal.throwIfAborted();
    return null;
  }
};

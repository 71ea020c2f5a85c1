import type { DatabaseStep, Plan } from '../../domain/change/plan.ts';
import { planQueueCalls } from '../../domain/odoo/queue-calls.ts';
import { traitsOf } from '../../domain/odoo/traits.ts';
import { countOf } from '../../domain/wording/count.ts';
import { sumOf } from '../../lib/sum-of.ts';
import { describeByQueue } from './direct/by-queue.ts';
import { holdingSteps } from './hold-others.ts';
import type { PlanParts } from './plan-parts.ts';
import type { RetryPreview } from './retry-preview.ts';
import { planRetrySteps, wakeAgainAt } from './retry-steps.ts';
import { warnAboutRetry } from './retry-warnings.ts';

/** The retry as data. */
export const writePlan = (preview: Omit<RetryPreview, 'plan'>, parts: PlanParts): Plan => {
  const { mails, waking, way, pace, evidence, now } = parts;
  const slots = pace === undefined ? undefined : preview.slots;
  return {
    action: 'retry',
    subject: null,
    title: `Send ${countOf(mails.length, 'failed mail')} again`,
    risk: 'careful',
    locksQueue: true,
    onStaleRows: 'skip',
    callsForRows: true,
    transactions: [
      ...holdingSteps(parts.held),
      ...planRetrySteps(mails, { now, slots }),
      ...planWaking(preview, parts),
    ],
    outside: waking.kind === 'woken' && way === undefined ? [{ kind: 'wake-queue' }] : [],
    byHand: [],
    warnings: [...describeByQueue(preview.byQueue, { mails: mails.length, waking }), ...warnAboutRetry(preview, parts)],
    irreversible: ['A mail that has left cannot be called back.'],
    affects: { count: mails.length, noun: 'mails' },
    evidence,
  };
};

/** Triggers for later batches; in 14, which has none, the queue's own interval takes them. */
const planWaking = (
  { ids, slots }: Omit<RetryPreview, 'plan'>,
  { facts, waking, held, way, now }: PlanParts,
): readonly DatabaseStep[][] => {
  if (!traitsOf(facts.series).cronTriggers) return [];
  const later = slots.flatMap(({ at }) => (at === null ? [] : [at]));
  if (waking.kind === 'asleep') {
    return waking.callFor === undefined || way !== undefined
      ? []
      : [planQueueCalls(waking.callFor, [now, ...later], now)];
  }
  const atOnce = slots.find(({ at }) => at === null)?.mails ?? ids.length;
  const batchSize = Number(facts.parameters['mail.mail.queue.batch.size']) || traitsOf(facts.series).batchSize;
  const stay = sumOf(held, ({ mails }) => mails);
  const waiting = way === undefined ? atOnce + Math.max(0, (waking.others ?? 0) - stay) : 0;
  const again = wakeAgainAt(facts.series, { waiting, batchSize, now });
  const triggers = planQueueCalls(waking.cronId, [...again, ...later, ...held.map(({ until }) => until)], now);
  return triggers.length === 0 ? [] : [triggers];
};

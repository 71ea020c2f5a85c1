import { type Pace, type PaceUnit, paceSpanMs } from '../../domain/change/pace.ts';

/** Mails that leave together. */
export interface Slot {
  /** Null: at once. UTC. */
  readonly at: Date | null;
  readonly mails: number;
}

/** How often Odoo is woken: often enough to look even, seldom enough for its queue of one run an hour. */
const stepOf: Readonly<Record<PaceUnit, number>> = {
  minute: paceSpanMs.minute,
  hour: 5 * paceSpanMs.minute,
  day: paceSpanMs.hour,
};

/** Each slot is a trigger row in Odoo. */
const mostSlots = 1_000;

/**
 * Spreads mails over time so that no span of the pace's length sees more of them: the first batch at once, the others
 * at whole steps after it.
 */
export const spreadOverTime = (mails: number, pace: Pace, now: Date): readonly Slot[] => {
  const { stepMs, batch } = chooseStep(mails, pace);
  // Rounded up, so that the second batch does not come within the span of the first.
  const start = Math.ceil(now.getTime() / 1_000) * 1_000;
  return Array.from({ length: Math.ceil(mails / batch) }, (_, slot) => ({
    at: slot === 0 ? null : new Date(start + slot * stepMs),
    mails: Math.min(batch, mails - slot * batch),
  }));
};

const chooseStep = (mails: number, { mails: allowed, per }: Pace): { stepMs: number; batch: number } => {
  const span = paceSpanMs[per];
  let stepMs = Math.max(stepOf[per], Math.ceil(span / allowed));
  while (stepMs < span && Math.ceil(mails / batchOf(allowed, span, stepMs)) > mostSlots)
    stepMs = Math.min(span, stepMs * 2);
  return { stepMs, batch: batchOf(allowed, span, stepMs) };
};

/** A sliding span of `span` ms meets at most `ceil(span / step)` slots. */
const batchOf = (allowed: number, span: number, stepMs: number): number =>
  Math.max(1, Math.floor(allowed / Math.ceil(span / stepMs)));

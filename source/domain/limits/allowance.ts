import { dayMs, hourMs } from '../../lib/time-units.ts';
import type { Limit, Provider } from '../providers/provider.ts';
import type { QuotaReset } from '../replies/classes/class-facts.ts';
import type { FailureClass } from '../replies/classes/index.ts';

/** How a used-up allowance comes back. */
export type AllowanceReset = QuotaReset | { readonly kind: 'monthly' };

/** When a server takes mail again. */
export interface Return {
  /** At the latest, as far as it is known. UTC. */
  readonly at: Date;
  /** Null: nobody documents it, and `at` is only the usual wait. */
  readonly reset: AllowanceReset | null;
}

const windowMs: Partial<Record<Limit['window'], number>> = { hour: hourMs, day: dayMs };

/** Which of a provider's limits a class of refusal is about. */
const windowsOf: Partial<Record<FailureClass, readonly Limit['window'][]>> = {
  'rate.daily': ['day'],
  'rate.hourly': ['hour'],
  'quota.plan': ['month', 'day'],
};

/**
 * How the allowance behind a refusal comes back: what the reply itself tells, else what the provider documents for a
 * limit of that length; null where neither says.
 */
export const findReset = (
  failureClass: FailureClass,
  told: QuotaReset | null,
  provider: Provider | undefined,
): AllowanceReset | null => {
  if (told !== null) return told;
  for (const window of windowsOf[failureClass] ?? []) {
    const reset = provider?.limits.find((limit) => limit.window === window && limit.reset !== undefined)?.reset;
    if (reset === 'sliding') return { kind: 'sliding', windowMs: windowMs[window] ?? dayMs };
    if (reset === 'calendar month') return { kind: 'monthly' };
    if (reset !== undefined) return { kind: 'daily', utc: reset.slice(0, 5) };
  }
  return null;
};

/**
 * When what was refused at `refusedAt` is taken again. Of a sliding window the end is told: by then all that was counted
 * is out of it, while a part may be back before.
 */
export const returnAfter = (refusedAt: Date, reset: AllowanceReset | null, usualWaitMs: number): Return => {
  switch (reset?.kind) {
    case 'sliding':
      return { at: new Date(refusedAt.getTime() + reset.windowMs), reset };
    case 'daily':
      return { at: nextTimeOfDay(refusedAt, reset.utc), reset };
    case 'monthly':
      return { at: new Date(Date.UTC(refusedAt.getUTCFullYear(), refusedAt.getUTCMonth() + 1, 1)), reset };
    default:
      return { at: new Date(refusedAt.getTime() + usualWaitMs), reset: null };
  }
};

const nextTimeOfDay = (after: Date, utc: string): Date => {
  const at = new Date(`${after.toISOString().slice(0, 10)}T${utc}:00Z`);
  return at > after ? at : new Date(at.getTime() + dayMs);
};

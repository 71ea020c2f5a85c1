import { dayMs, hourMs } from '../../lib/time-units.ts';
import type { Limit, Provider } from './provider.ts';

/** A limit on what one account may send in an hour or a day, with those of other plans beside it. */
export interface Quota {
  readonly limit: Limit;
  readonly unit: 'messages' | 'recipients';
  readonly windowMs: number;
  /** Of other plans: smaller ones, or those for somebody else. */
  readonly others: readonly Limit[];
}

const windows: Partial<Record<Limit['window'], number>> = { hour: hourMs, day: dayMs };

/**
 * What a provider lets an account send in an hour and in a day. Where plans differ, the largest counts, so that nobody
 * is told of a limit that is not theirs; a plan named after a mail domain (`gmail.com`) is for users of that domain.
 */
export const quotasOf = (provider: Provider, user: string | null): readonly Quota[] => {
  const domain = user?.slice(user.lastIndexOf('@') + 1).toLowerCase();
  const isMine = ({ plan }: Limit): boolean => plan === undefined || !plan.includes('.') || plan === domain;
  const limits = provider.limits.filter(({ window }) => windows[window] !== undefined);
  return (['messages', 'recipients'] as const).flatMap((unit) =>
    (['hour', 'day'] as const).flatMap((window) => {
      const all = limits.filter((limit) => limit.unit === unit && limit.window === window);
      const own = all.filter((limit) => limit.plan === domain);
      const mine = (own.length > 0 ? own : all.filter(isMine)).toSorted((a, b) => b.count - a.count);
      const [limit] = mine;
      if (limit === undefined) return [];
      return [{ limit, unit, windowMs: windows[window] ?? 0, others: all.filter((other) => other !== limit) }];
    }),
  );
};

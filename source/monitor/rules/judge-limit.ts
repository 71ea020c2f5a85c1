import { countOf, formatCount } from '../../domain/wording/count.ts';
import { formatDuration } from '../../domain/wording/duration.ts';
import { hourMs } from '../../lib/time-units.ts';
import type { RuleJudgement } from '../state.ts';

/** How much of one limit of one account is used. */
export interface LimitUse {
  /** `server:3` */
  readonly subject: string;
  /** Whose limit it is. */
  readonly provider: string;
  readonly unit: 'messages' | 'recipients';
  readonly window: 'hour' | 'day';
  readonly limit: number;
  /** At least so many in the window. Undefined where several servers send, and which sent what is not stored. */
  readonly sent: number | undefined;
  /** Of them in the last hour. */
  readonly lastHour: number;
}

/** From here on an account is told that it is close to its limit, whatever its pace. */
const closeShare = 0.9;
const hoursOfDay = 24;

/**
 * When a limit of a day is reached at the pace of the last hour, ms from now; undefined where it never is. What was sent a
 * day ago falls out of the window meanwhile, as much an hour as on the average of that day.
 */
export const forecastLimit = ({ window, limit, sent = 0, lastHour }: LimitUse): number | undefined => {
  if (window === 'hour' || sent >= limit) return undefined;
  const grows = lastHour - sent / hoursOfDay;
  return grows <= 0 || lastHour * hoursOfDay <= limit ? undefined : ((limit - sent) / grows) * hourMs;
};

/** fail: used up; warn: close to it, or reached `within` so long at this pace. */
export const judgeLimits = (uses: readonly LimitUse[] | undefined, within: number): readonly RuleJudgement[] =>
  uses === undefined
    ? [{ rule: 'limit', subject: '', level: 'unknown', sentence: 'How much was sent could not be measured.' }]
    : uses.map((use) => judgeUse(use, within));

const judgeUse = (use: LimitUse, within: number): RuleJudgement => {
  const { subject, provider, unit, window, limit, sent, lastHour } = use;
  const base = { rule: 'limit', subject: `${subject}:${unit}:${window}` } as const;
  if (sent === undefined) {
    const sentence = `How much of the limit of ${provider} is used is not known: several servers send, and which sent what is not stored.`;
    return { ...base, level: 'unknown', sentence };
  }
  const amount = `at least ${formatCount(sent)} of ${formatCount(limit)} ${unit} in the last ${window === 'hour' ? 'hour' : '24 hours'}`;
  if (sent >= limit) return { ...base, level: 'fail', sentence: `${provider} allows no more for now: ${amount}.` };
  const left = forecastLimit(use);
  if (left !== undefined && left <= within) {
    const sentence = `${provider} has taken ${amount}; at the pace of the last hour (${countOf(lastHour, unit.slice(0, -1))}) its limit is reached in ${formatDuration(left)}.`;
    return { ...base, level: 'warn', sentence };
  }
  return { ...base, level: sent >= limit * closeShare ? 'warn' : 'ok', sentence: `${provider} has taken ${amount}.` };
};

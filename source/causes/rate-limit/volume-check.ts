import type { Check } from '../../checks/cause.ts';
import { sentences } from '../../checks/measure/relay-words.ts';
import { finding } from '../../domain/finding/finding.ts';
import type { SendingVolume } from '../../domain/limits/sending-volume.ts';
import { printLimit } from '../../domain/providers/provider.ts';
import { countOf, formatCount } from '../../domain/wording/count.ts';
import { measureUsage, type Usage } from './measure-usage.ts';

/** From here on an account is told that it is close to its limit. */
const closeShare = 0.9;

/** What left in the last hour and day, beside what the provider allows. */
export const volumeCheck: Check = {
  id: 'rate-limit.volume',
  title: 'Sent so far, and what is allowed',
  owner: 'provider',
  run: async (context) => {
    const { volume, usages, evidence } = await measureUsage(context);
    const known = usages.filter(({ sent }) => sent !== undefined);
    if (known.length === 0) {
      const summary = describeVolume(volume, usages.length > 0);
      return [finding({ status: 'ok', summary, evidence })];
    }
    return known.map((usage) => ({ ...judgeVolume(usage, volume), evidence }));
  },
};

/** What left, where no account's share of a limit can be told: `hasLimits`, as which of several sent what is not stored. */
export const describeVolume = (
  { lastDay, lastHour }: Pick<SendingVolume, 'lastDay' | 'lastHour'>,
  hasLimits: boolean,
): string => {
  const why = hasLimits
    ? 'several servers carry mail, and which sent what is not stored'
    : 'no limit is known of the servers in use';
  return `At least ${countOf(lastDay.messages, 'message')} left in the last 24 hours, ${formatCount(lastHour.messages)} of them in the last hour; ${why}.`;
};

/** How close one account is to one of its limits: a warning from nine tenths on. */
export const judgeVolume = ({ relay, provider, quota, sent = 0 }: Usage, volume: Pick<SendingVolume, 'complete'>) => {
  const { limit, unit, others } = quota;
  const amount = `at least ${formatCount(sent)} of ${formatCount(limit.count)} ${unit} in the last ${limit.window === 'hour' ? 'hour' : '24 hours'}`;
  const isUsedUp = sent >= limit.count;
  const isClose = sent >= limit.count * closeShare;
  return finding({
    subject: `${relay.subject}:${unit}:${limit.window}`,
    status: isClose ? 'warn' : 'ok',
    summary: isUsedUp ? `${provider.name} allows no more for now: ${amount}.` : `${provider.name} has taken ${amount}.`,
    detail: sentences(
      `The limit: ${printLimit(limit)}.`,
      others.length === 0 ? undefined : `Other plans: ${others.map(printLimit).join('; ')}.`,
      volume.complete ? undefined : 'Not the whole day was counted: it may be more.',
    ),
  });
};

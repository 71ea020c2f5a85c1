import { type Finding, finding } from '../../domain/finding.ts';
import { printLimit } from '../../domain/providers/provider.ts';
import { countOf, formatCount } from '../../domain/wording/count.ts';
import { formatDuration } from '../../domain/wording/duration.ts';
import type { Check } from '../cause.ts';
import { sentences } from '../measure/relay-words.ts';
import { countWaiting } from '../measure/stored-failures.ts';
import { measureUsage, type Usage } from './usage.ts';

const check = 'rate-limit.backlog';
const day = 24 * 60 * 60 * 1000;

/** Whether what waits fits into what the provider still allows, and else how long it takes. */
export const backlogCheck: Check = {
  id: check,
  title: 'What waits, and what is left',
  run: async (context) => {
    const [{ usages, evidence }, waiting] = await Promise.all([measureUsage(context), countWaiting(context)]);
    const tight = [...Map.groupBy(usages, ({ relay }) => relay.subject).values()].flatMap((all) => {
      const found = all.map((usage) => judge(usage, waiting.get(usage.relay.subject) ?? 0));
      return found.filter((one) => one !== undefined).toSorted((a, b) => b.takesMs - a.takesMs)[0] ?? [];
    });
    if (tight.length === 0) {
      const summary =
        usages.length === 0 ? 'No limit is known of the servers in use.' : 'What waits fits into what is left.';
      return [finding({ check, status: 'ok', summary, owner: 'provider', evidence })];
    }
    return tight.map((one) => ({ ...describe(one), evidence }));
  },
};

interface Tight extends Usage {
  readonly waiting: number;
  readonly left: number;
  readonly takesMs: number;
}

const judge = (usage: Usage, waiting: number): Tight | undefined => {
  const { quota, sent = 0 } = usage;
  const left = Math.max(0, quota.limit.count - sent);
  if (waiting <= left) return undefined;
  return { ...usage, waiting, left, takesMs: (waiting / quota.limit.count) * quota.windowMs };
};

const describe = ({ relay, provider, quota, waiting, left, takesMs }: Tight): Finding => {
  const { limit } = quota;
  const span = takesMs >= day ? countOf(Math.ceil(takesMs / day), 'day') : formatDuration(takesMs);
  return finding({
    check,
    subject: relay.subject,
    status: 'warn',
    summary: `${countOf(waiting, 'mail waits', 'mails wait')}, and ${provider.name} takes ${formatCount(limit.count)} ${limit.unit} a ${limit.window}: that takes ${span}.`,
    detail: sentences(
      `${formatCount(left)} are left for now; what is beyond fails when Odoo sends it, and nothing sends it again by itself.`,
      `The limit: ${printLimit(limit)}.`,
      'Spread what waits over time, move a share of it to another server, or use a service for bulk mail.',
    ),
    owner: 'provider',
    explains: waiting - left,
  });
};

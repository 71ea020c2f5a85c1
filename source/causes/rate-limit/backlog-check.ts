import type { Check } from '../../checks/cause.ts';
import type { CheckContext } from '../../checks/context.ts';
import { sentences } from '../../checks/measure/relay-words.ts';
import { type CheckFinding, finding } from '../../domain/finding/finding.ts';
import { isLimit } from '../../domain/limits/past-refusal.ts';
import { printLimit } from '../../domain/providers/provider.ts';
import { countOf, formatCount } from '../../domain/wording/count.ts';
import { formatDuration } from '../../domain/wording/duration.ts';
import { dayMs } from '../../lib/time-units.ts';
import { offerAll } from '../../remedies/outgoing-server/server-offers.ts';
import { type LastRefusal, readLastRefusals } from './last-refusals.ts';
import { limitBatch } from './limit-batch-remedy.ts';
import { countDueInWindow, countDueNow, measureUsage, type Usage } from './measure-usage.ts';
import { moveShare } from './move-share-remedy.ts';
import { paceQueue } from './pace-queue-remedy.ts';

/** Whether what waits fits into what the provider still allows, and else how long it takes. */
export const backlogCheck: Check = {
  id: 'rate-limit.backlog',
  title: 'What waits, and what is left',
  owner: 'provider',
  run: async (context) => {
    const { usages, evidence } = await measureUsage(context);
    const judged = await Promise.all(usages.map((usage) => measurePress(context, usage)));
    const pressing = judged.filter((one) => one !== undefined);
    const tight = [...Map.groupBy(pressing, ({ relay }) => relay.subject).values()].flatMap((found) => {
      return found.toSorted((a, b) => b.takesMs - a.takesMs)[0] ?? [];
    });
    if (tight.length === 0) {
      const summary =
        usages.length === 0 ? 'No limit is known of the servers in use.' : 'What waits fits into what is left.';
      return [finding({ status: 'ok', summary, evidence })];
    }
    return await Promise.all(
      tight.map(async (one) => ({
        ...judgeTight(one, context.now()),
        evidence,
        remedies: await offerAll(context, one.relay.subject, [paceQueue, moveShare, limitBatch]),
      })),
    );
  },
};

interface Tight extends Usage {
  readonly waiting: number;
  /** Null where nobody can tell which of several servers sent what. */
  readonly left: number | null;
  /** The server's own word that nothing is left. */
  readonly refusedAt: Date | undefined;
  /** What does not fit. */
  readonly beyond: number;
  readonly takesMs: number;
}

const measurePress = async (context: CheckContext, usage: Usage): Promise<Tight | undefined> => {
  const { subject } = usage.relay;
  const [dueNow, dueInWindow, refusals] = await Promise.all([
    countDueNow(context),
    countDueInWindow(context, usage.quota),
    readLastRefusals(context),
  ]);
  return judgePress(usage, {
    dueNow: dueNow.get(subject) ?? 0,
    dueInWindow: dueInWindow.get(subject) ?? 0,
    lastRefusal: refusals?.get(subject),
    now: context.now(),
  });
};

/** What waits for one server. */
export interface Press {
  readonly dueNow: number;
  readonly dueInWindow: number;
  /** The server's last word about a limit of its own. */
  readonly lastRefusal: Pick<LastRefusal, 'class' | 'at' | 'back'> | undefined;
  readonly now: Date;
}

/** What does not fit into what the provider still allows; undefined where all of it does. */
export const judgePress = (usage: Usage, { dueNow, dueInWindow, lastRefusal, now }: Press): Tight | undefined => {
  const { limit, windowMs } = usage.quota;
  // What the server says of itself counts before any sum of ours.
  const refusedAt =
    lastRefusal !== undefined && isLimit(lastRefusal.class) && lastRefusal.back.at > now ? lastRefusal.at : undefined;
  const left = refusedAt !== undefined ? 0 : usage.sent === undefined ? null : Math.max(0, limit.count - usage.sent);
  // What goes at once must fit into what is left; what is spread over the window, into what comes back meanwhile.
  const beyond = Math.max(dueNow - (left ?? limit.count), dueInWindow - limit.count);
  if (beyond <= 0) return undefined;
  return { ...usage, waiting: dueInWindow, left, refusedAt, beyond, takesMs: (dueInWindow / limit.count) * windowMs };
};

/** How many more the provider takes, as far as that is known. */
export const describeLeft = ({ left, refusedAt }: Pick<Tight, 'left' | 'refusedAt'>, now: Date): string => {
  const rest = 'what is beyond fails when Odoo sends it, and nothing sends it again by itself.';
  if (refusedAt !== undefined) {
    return `None is left for now: the server said ${formatDuration(now.getTime() - refusedAt.getTime())} ago that the limit is reached; ${rest}`;
  }
  return left === null
    ? `How many are left is not known, since several servers send and which sent what is not stored; ${rest}`
    : `${formatCount(left)} are left for now; ${rest}`;
};

/** How long it takes what waits to leave. Without its evidence. */
export const judgeTight = (tight: Tight, now: Date): CheckFinding => {
  const { relay, provider, quota, waiting, beyond, takesMs } = tight;
  const { limit } = quota;
  const span = takesMs >= dayMs ? countOf(Math.ceil(takesMs / dayMs), 'day') : formatDuration(takesMs);
  return finding({
    subject: relay.subject,
    status: 'warn',
    summary: `${countOf(waiting, 'mail waits', 'mails wait')}, and ${provider.name} takes ${formatCount(limit.count)} ${limit.unit} a ${limit.window}: that takes ${span}.`,
    detail: sentences(
      describeLeft(tight, now),
      `The limit: ${printLimit(limit)}.`,
      'Spread what waits over time, move a share of it to another server, or use a service for bulk mail.',
    ),
    explains: beyond,
    explainsWaiting: beyond,
  });
};

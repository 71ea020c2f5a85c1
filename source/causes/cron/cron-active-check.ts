import { type Check, offer } from '../../checks/cause.ts';
import type { CheckContext } from '../../checks/context.ts';
import { ifPossible } from '../../checks/measure/if-possible.ts';
import { sentences } from '../../checks/measure/relay-words.ts';
import { readWithEvidence } from '../../checks/measure/shared.ts';
import { type CheckFinding, finding } from '../../domain/finding/finding.ts';
import type { Cron } from '../../domain/odoo/cron.ts';
import type { OdooSeries } from '../../domain/odoo/odoo-series.ts';
import { traitsOf } from '../../domain/odoo/traits.ts';
import { countOf } from '../../domain/wording/count.ts';
import { formatClock, formatDuration } from '../../domain/wording/duration.ts';
import { aboutQueueCron, cronPathIn, measureStandstill, type Standstill } from './find-queue-cron.ts';
import { activate } from './remedies/activate-cron-remedy.ts';

/** The tick box `Active`. */
export const cronActiveCheck: Check = {
  id: 'cron.active',
  title: 'The queue runner is switched on',
  owner: 'odoo',
  decides: true,
  run: aboutQueueCron(async (context, cron) => {
    const [standstill, calls] = await Promise.all([
      measureStandstill(context),
      cron.active ? undefined : ifPossible(context, readTriggers(context, cron.id)),
    ]);
    const judged = judgeActive({
      cron,
      standstill,
      calls: calls?.count ?? 0,
      series: context.odoo.version.series,
      now: context.now(),
    });
    return [{ ...judged, evidence: calls?.evidence ?? [] }];
  }),
};

/** What is read of the tick box. */
export interface ActiveFacts {
  readonly cron: Pick<Cron, 'active' | 'lastCall'>;
  readonly standstill: Standstill;
  /** Wake-up calls that came while it was off. */
  readonly calls: number;
  readonly series: OdooSeries;
  readonly now: Date;
}

/** Without its evidence. */
export const judgeActive = ({ cron, standstill, calls, series, now }: ActiveFacts): CheckFinding => {
  const { active, lastCall } = cron;
  if (active) return finding({ status: 'ok', summary: 'The queue runner is switched on.' });
  const { cost, ...counted } = standstill;
  const isMeant = counted.consequenceOf !== undefined;
  const since =
    lastCall === null
      ? 'and has never run'
      : `and last ran at ${formatClock(lastCall, now)} (${formatDuration(now.getTime() - lastCall.getTime())} ago)`;
  return finding({
    ...counted,
    status: isMeant ? 'warn' : 'fail',
    summary: `The queue runner, Odoo's "Email Queue Manager", is switched off ${since}${cost}.`,
    detail: sentences(
      'Single mails may still leave at once, but whatever waits in the queue is sent by this scheduled action alone.',
      traitsOf(series).switchesOffFailing
        ? 'Odoo itself switches it off after five failures within seven days, and then forgets that it counted them.'
        : undefined,
      calls === 0
        ? undefined
        : `${countOf(calls, 'call', 'calls')} to run came while it was off; Odoo ignores them until it is on.`,
      `Menu: ${cronPathIn(series)} → Active.`,
    ),
    remedies: isMeant ? [] : [offer(activate)],
  });
};

const readTriggers = async (context: CheckContext, cronId: number) => {
  const { value, evidence } = await readWithEvidence(context, (odoo, options) => odoo.cronTriggers(cronId, options));
  return { count: value?.count ?? 0, evidence };
};

import { type Check, offer } from '../../checks/cause.ts';
import { type CheckFinding, finding } from '../../domain/finding/finding.ts';
import type { OdooSeries } from '../../domain/odoo/odoo-series.ts';
import { countOf } from '../../domain/wording/count.ts';
import { aboutQueueCron, cronPathIn, measureStandstill, type Standstill } from './find-queue-cron.ts';
import { activate } from './remedies/activate-cron-remedy.ts';

/** Up to 17 a row may have a number of runs, and none left stops it although it is active (base/models/ir_cron.py). */
export const callsCheck: Check = {
  id: 'cron.calls',
  title: 'The queue runner may still run',
  owner: 'odoo',
  run: aboutQueueCron(async (context, { callsLeft }) => {
    if (callsLeft === undefined) return [];
    const { series } = context.odoo.version;
    return [judgeCallsLeft({ callsLeft, standstill: await measureStandstill(context), series })];
  }),
};

export interface CallsLeftFacts {
  /** As in Cron. */
  readonly callsLeft: number | null;
  readonly standstill: Standstill;
  readonly series: OdooSeries;
}

/** Without its evidence. */
export const judgeCallsLeft = ({ callsLeft, standstill, series }: CallsLeftFacts): CheckFinding => {
  if (callsLeft === 0) {
    const { cost, ...counted } = standstill;
    return finding({
      ...counted,
      status: 'fail',
      summary: `The queue runner has used up its number of runs (numbercall is 0)${cost}.`,
      detail: `Odoo shows it as active and never starts it; -1 means that it may run for ever. Menu: ${cronPathIn(series)} → Number of Calls.`,
      remedies: [offer(activate)],
    });
  }
  const words =
    callsLeft === null || callsLeft < 0
      ? 'The queue runner may run for ever.'
      : `The queue runner may run ${countOf(callsLeft, 'more time')}, then it stops for good.`;
  return finding({ status: callsLeft !== null && callsLeft > 0 ? 'warn' : 'ok', summary: words });
};

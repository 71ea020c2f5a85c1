import { type Check, offer } from '../../checks/cause.ts';
import { type CheckFinding, finding } from '../../domain/finding/finding.ts';
import type { Cron } from '../../domain/odoo/cron.ts';
import { intervalOf } from '../../domain/odoo/cron-timing.ts';
import type { OdooSeries } from '../../domain/odoo/odoo-series.ts';
import { traitsOf } from '../../domain/odoo/traits.ts';
import { formatDuration } from '../../domain/wording/duration.ts';
import { hourMs } from '../../lib/time-units.ts';
import { aboutQueueCron, cronPathIn, measureStandstill, type Standstill } from './find-queue-cron.ts';
import { changeInterval } from './remedies/change-interval-remedy.ts';

/** Odoo ships an hour; people chose all sorts. Beyond this a mail's wait is worth a word. */
const longMs = 4 * hourMs;

/** An hour is normal, whatever blogs say. */
export const intervalCheck: Check = {
  id: 'cron.interval',
  title: 'It runs often enough',
  owner: 'odoo',
  run: aboutQueueCron(async (context, cron) => {
    const standstill = await measureStandstill(context);
    const judged = judgeInterval({ cron, standstill, series: context.odoo.version.series });
    const remedies =
      judged.status === 'ok' ? [] : [offer(changeInterval, null, await changeInterval.inputs(context, null))];
    return [{ ...judged, remedies }];
  }),
};

export interface IntervalFacts {
  readonly cron: Pick<Cron, 'interval'>;
  readonly standstill: Standstill;
  readonly series: OdooSeries;
}

/** Without its evidence and its remedies. */
export const judgeInterval = ({ cron, standstill, series }: IntervalFacts): CheckFinding => {
  const { number, type } = cron.interval;
  const { cost, ...counted } = standstill;
  const ms = intervalOf(cron);
  if (ms <= 0) {
    return finding({
      ...counted,
      status: 'fail',
      summary: `The queue runner's interval is ${number} ${type ?? ''}, with which Odoo never runs it again${cost}.`,
      detail: `One hour is what Odoo ships. Menu: ${cronPathIn(series)} → Execute Every.`,
    });
  }
  if (ms <= longMs) {
    const summary = `The queue runner runs every ${formatDuration(ms)}; larger batches wait that long, which is normal.`;
    return finding({ status: 'ok', summary });
  }
  return finding({
    ...counted,
    status: 'warn',
    summary: `The queue runner runs only every ${formatDuration(ms)}${cost}.`,
    detail: `Odoo ships one hour; batches of more than ${traitsOf(series).mostAtOnce} notifications wait for it. Menu: ${cronPathIn(series)} → Execute Every.`,
  });
};

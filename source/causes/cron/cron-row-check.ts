import type { Check } from '../../checks/cause.ts';
import { measureQueueCron } from '../../checks/measure/measure-database.ts';
import { type CheckFinding, finding } from '../../domain/finding/finding.ts';
import type { QueueCron } from '../../domain/odoo/cron.ts';
import type { OdooSeries } from '../../domain/odoo/odoo-series.ts';
import { cronPathIn, measureStandstill, type Standstill } from './find-queue-cron.ts';

/** Its external id is the one name of the row that no user changes. */
export const rowCheck: Check = {
  id: 'cron.row',
  title: 'The scheduled action exists',
  owner: 'odoo',
  decides: true,
  async run(context) {
    const { value, evidence } = await measureQueueCron(context);
    // That it is there is told without waiting for what waits.
    const standstill = value.kind === 'missing' ? await measureStandstill(context) : { cost: '' };
    return [{ ...judgeRow({ queue: value, standstill, series: context.odoo.version.series }), evidence }];
  },
};

export interface RowFacts {
  readonly queue: QueueCron;
  readonly standstill: Standstill;
  readonly series: OdooSeries;
}

/** Without its evidence. */
export const judgeRow = ({ queue, standstill, series }: RowFacts): CheckFinding => {
  if (queue.kind === 'missing') {
    const { cost, ...counted } = standstill;
    return finding({
      ...counted,
      status: 'fail',
      summary: `The scheduled action that empties the mail queue was deleted${cost}.`,
      detail: `Nothing else sends what waits. Updating the Discuss module (odoo-bin -u mail) creates it again; then look for it under ${cronPathIn(series)}.`,
    });
  }
  const { by, cron } = queue;
  if (by === 'active-copy') {
    const summary = `The mail queue is emptied by a copy of Odoo's scheduled action (${cron.name ?? 'unnamed'}, number ${cron.id}); the original is switched off.`;
    const detail = `What is said of the queue runner here is said of the copy. Only one of both is needed. Menu: ${cronPathIn(series)}.`;
    return finding({ status: 'ok', summary, detail });
  }
  if (by === 'code') {
    return finding({
      status: 'ok',
      summary: `The mail queue is emptied by a scheduled action that somebody made by hand (${cron.name ?? `number ${cron.id}`}).`,
      detail: `Odoo's own is gone; this one was recognised by its code. Updating the Discuss module (odoo-bin -u mail) creates Odoo's own again. Menu: ${cronPathIn(series)}.`,
    });
  }
  return finding({ status: 'ok', summary: 'The scheduled action that empties the mail queue exists.' });
};

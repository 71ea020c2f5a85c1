import type { Check } from '../../checks/cause.ts';
import { measureQueueCron } from '../../checks/measure/measure-database.ts';
import { finding } from '../../domain/finding/finding.ts';
import { cronPath, measureStandstill } from './find-queue-cron.ts';

/** Its external id is the one name of the row that no user changes. */
export const rowCheck: Check = {
  id: 'cron.row',
  title: 'The scheduled action exists',
  decides: true,
  async run(context) {
    const { value, evidence } = await measureQueueCron(context);
    const common = { check: 'cron.row', owner: 'odoo', evidence } as const;
    if (value.kind === 'missing') {
      const { cost, ...standstill } = await measureStandstill(context);
      return [
        finding({
          ...common,
          ...standstill,
          status: 'fail',
          summary: `The scheduled action that empties the mail queue was deleted${cost}.`,
          detail: `Nothing else sends what waits. Updating the Discuss module (odoo-bin -u mail) creates it again; then look for it under ${cronPath(context)}.`,
        }),
      ];
    }
    if (value.by === 'active-copy') {
      const summary = `The mail queue is emptied by a copy of Odoo's scheduled action (${value.cron.name ?? 'unnamed'}, number ${value.cron.id}); the original is switched off.`;
      const detail = `What is said of the queue runner here is said of the copy. Only one of both is needed. Menu: ${cronPath(context)}.`;
      return [finding({ ...common, status: 'ok', summary, detail })];
    }
    if (value.by === 'code') {
      return [
        finding({
          ...common,
          status: 'ok',
          summary: `The mail queue is emptied by a scheduled action that somebody made by hand (${value.cron.name ?? `number ${value.cron.id}`}).`,
          detail: `Odoo's own is gone; this one was recognised by its code. Updating the Discuss module (odoo-bin -u mail) creates Odoo's own again. Menu: ${cronPath(context)}.`,
        }),
      ];
    }
    return [finding({ ...common, status: 'ok', summary: 'The scheduled action that empties the mail queue exists.' })];
  },
};

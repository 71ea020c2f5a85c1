import { type Check, offer } from '../../checks/cause.ts';
import { finding } from '../../domain/finding/finding.ts';
import { intervalOf } from '../../domain/odoo/cron-timing.ts';
import { traitsOf } from '../../domain/odoo/traits.ts';
import { formatDuration } from '../../domain/wording/duration.ts';
import { hourMs } from '../../lib/time-units.ts';
import { cronPath, findQueueCron, measureStandstill } from './find-queue-cron.ts';
import { changeInterval } from './remedies/change-interval-remedy.ts';

/** Odoo ships an hour; people chose all sorts. Beyond this a mail's wait is worth a word. */
const longMs = 4 * hourMs;

/** An hour is normal, whatever blogs say. */
export const intervalCheck: Check = {
  id: 'cron.interval',
  title: 'It runs often enough',
  async run(context) {
    const cron = await findQueueCron(context);
    if (cron === undefined) return [];
    const { number, type } = cron.value.interval;
    const common = { check: 'cron.interval', owner: 'odoo', evidence: cron.evidence } as const;
    const ms = intervalOf(cron.value);
    if (ms <= 0) {
      const { cost, ...standstill } = await measureStandstill(context);
      return [
        finding({
          ...common,
          ...standstill,
          status: 'fail',
          summary: `The queue runner's interval is ${number} ${type ?? ''}, with which Odoo never runs it again${cost}.`,
          detail: `One hour is what Odoo ships. Menu: ${cronPath(context)} → Execute Every.`,
          remedies: [offer(changeInterval, null, await changeInterval.inputs(context, null))],
        }),
      ];
    }
    if (ms <= longMs) {
      const summary = `The queue runner runs every ${formatDuration(ms)}; larger batches wait that long, which is normal.`;
      return [finding({ ...common, status: 'ok', summary })];
    }
    const { cost, ...standstill } = await measureStandstill(context);
    return [
      finding({
        ...common,
        ...standstill,
        status: 'warn',
        summary: `The queue runner runs only every ${formatDuration(ms)}${cost}.`,
        detail: `Odoo ships one hour; batches of more than ${traitsOf(context.odoo.version.series).mostAtOnce} notifications wait for it. Menu: ${cronPath(context)} → Execute Every.`,
        remedies: [offer(changeInterval, null, await changeInterval.inputs(context, null))],
      }),
    ];
  },
};

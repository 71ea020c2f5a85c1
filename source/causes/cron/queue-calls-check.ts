import { type Check, offer } from '../../checks/cause.ts';
import { finding } from '../../domain/finding/finding.ts';
import { cronPath, findQueueCron, measureStandstill } from './find-queue-cron.ts';
import { activate } from './remedies/activate-cron-remedy.ts';

/** Up to 17 a row may have a number of runs, and none left stops it although it is active (base/models/ir_cron.py). */
export const callsCheck: Check = {
  id: 'cron.calls',
  title: 'The queue runner may still run',
  async run(context) {
    const cron = await findQueueCron(context);
    if (cron?.value.callsLeft === undefined) return [];
    const { callsLeft } = cron.value;
    const common = { check: 'cron.calls', owner: 'odoo', evidence: cron.evidence } as const;
    if (callsLeft === 0) {
      const { cost, ...standstill } = await measureStandstill(context);
      return [
        finding({
          ...common,
          ...standstill,
          status: 'fail',
          summary: `The queue runner has used up its number of runs (numbercall is 0)${cost}.`,
          detail: `Odoo shows it as active and never starts it; -1 means that it may run for ever. Menu: ${cronPath(context)} → Number of Calls.`,
          remedies: [offer(activate)],
        }),
      ];
    }
    const words =
      callsLeft === null || callsLeft < 0
        ? 'The queue runner may run for ever.'
        : `The queue runner may run ${callsLeft} more times, then it stops for good.`;
    return [finding({ ...common, status: callsLeft !== null && callsLeft > 0 ? 'warn' : 'ok', summary: words })];
  },
};

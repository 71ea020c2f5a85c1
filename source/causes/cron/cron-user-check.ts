import { type Check, offer } from '../../checks/cause.ts';
import { finding } from '../../domain/finding/finding.ts';
import { menuPath } from '../../domain/odoo/menu-path.ts';
import { traitsOf } from '../../domain/odoo/traits.ts';
import { cronPath, findQueueCron, measureStandstill } from './find-queue-cron.ts';
import { activate } from './remedies/activate-cron-remedy.ts';

/** 19 refuses to run anything as an archived user, but for Odoo's own (base/models/ir_cron.py). */
export const userCheck: Check = {
  id: 'cron.user',
  title: 'The user it runs as is active',
  async run(context) {
    const { series } = context.odoo.version;
    const cron = await findQueueCron(context);
    if (cron === undefined || !traitsOf(series).needsActiveUser) return [];
    const { user } = cron.value;
    const common = { check: 'cron.user', owner: 'odoo', evidence: cron.evidence } as const;
    if (user.isRoot) {
      return [finding({ ...common, status: 'ok', summary: "The queue runner runs as Odoo's own user." })];
    }
    if (user.account === 'not-permitted') {
      const summary = 'The queue runner runs as a user whom this database role may not look up.';
      return [finding({ ...common, status: 'unknown', summary })];
    }
    if (user.account === 'active') {
      return [
        finding({ ...common, status: 'ok', summary: `The queue runner runs as ${user.login ?? 'an active user'}.` }),
      ];
    }
    const { cost, ...standstill } = await measureStandstill(context);
    return [
      finding({
        ...common,
        ...standstill,
        status: 'fail',
        summary: `The queue runner runs as ${user.login ?? `user ${user.id}`}, who is archived, so every run fails${cost}.`,
        detail: `Odoo ${series} runs no scheduled action as an archived user. It belongs to OdooBot again or to an active user: ${cronPath(context)} → Scheduler User; people are under ${menuPath(series, 'users')}.`,
        remedies: [offer(activate)],
      }),
    ];
  },
};

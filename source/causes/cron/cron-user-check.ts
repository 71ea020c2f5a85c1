import { type Check, offer } from '../../checks/cause.ts';
import { type Finding, finding } from '../../domain/finding/finding.ts';
import type { Cron } from '../../domain/odoo/cron.ts';
import { menuPath } from '../../domain/odoo/menu-path.ts';
import type { OdooSeries } from '../../domain/odoo/odoo-series.ts';
import { traitsOf } from '../../domain/odoo/traits.ts';
import { cronPathIn, findQueueCron, measureStandstill, type Standstill } from './find-queue-cron.ts';
import { activate } from './remedies/activate-cron-remedy.ts';

/** 19 refuses to run anything as an archived user, but for Odoo's own (base/models/ir_cron.py). */
export const userCheck: Check = {
  id: 'cron.user',
  title: 'The user it runs as is active',
  async run(context) {
    const { series } = context.odoo.version;
    const cron = await findQueueCron(context);
    if (cron === undefined || !traitsOf(series).needsActiveUser) return [];
    const judged = judgeUser({ cron: cron.value, standstill: await measureStandstill(context), series });
    return [{ ...judged, evidence: cron.evidence }];
  },
};

export interface UserFacts {
  readonly cron: Pick<Cron, 'user'>;
  readonly standstill: Standstill;
  /** One that refuses to run actions as an archived user. */
  readonly series: OdooSeries;
}

/** Without its evidence. */
export const judgeUser = ({ cron: { user }, standstill, series }: UserFacts): Finding => {
  const common = { check: 'cron.user', owner: 'odoo' } as const;
  if (user.isRoot) {
    return finding({ ...common, status: 'ok', summary: "The queue runner runs as Odoo's own user." });
  }
  if (user.account === 'not-permitted') {
    const summary = 'The queue runner runs as a user whom this database role may not look up.';
    return finding({ ...common, status: 'unknown', summary });
  }
  if (user.account === 'active') {
    return finding({ ...common, status: 'ok', summary: `The queue runner runs as ${user.login ?? 'an active user'}.` });
  }
  const { cost, ...counted } = standstill;
  return finding({
    ...common,
    ...counted,
    status: 'fail',
    summary: `The queue runner runs as ${user.login ?? `user ${user.id}`}, who is archived, so every run fails${cost}.`,
    detail: `Odoo ${series} runs no scheduled action as an archived user. It belongs to OdooBot again or to an active user: ${cronPathIn(series)} → Scheduler User; people are under ${menuPath(series, 'users')}.`,
    remedies: [offer(activate)],
  });
};

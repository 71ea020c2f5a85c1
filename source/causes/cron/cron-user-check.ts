import { type Check, offer } from '../../checks/cause.ts';
import { type CheckFinding, finding } from '../../domain/finding/finding.ts';
import type { Cron } from '../../domain/odoo/cron.ts';
import { menuPath } from '../../domain/odoo/menu-path.ts';
import type { OdooSeries } from '../../domain/odoo/odoo-series.ts';
import { traitsOf } from '../../domain/odoo/traits.ts';
import { aboutQueueCron, cronPathIn, measureStandstill, type Standstill } from './find-queue-cron.ts';
import { activate } from './remedies/activate-cron-remedy.ts';

/** 19 refuses to run anything as an archived user, but for Odoo's own (base/models/ir_cron.py). */
export const userCheck: Check = {
  id: 'cron.user',
  title: 'The user it runs as is active',
  owner: 'odoo',
  run: aboutQueueCron(async (context, cron) => {
    const { series } = context.odoo.version;
    if (!traitsOf(series).needsActiveUser) return [];
    return [judgeUser({ cron, standstill: await measureStandstill(context), series })];
  }),
};

export interface UserFacts {
  readonly cron: Pick<Cron, 'user'>;
  readonly standstill: Standstill;
  /** One that refuses to run actions as an archived user. */
  readonly series: OdooSeries;
}

/** Without its evidence. */
export const judgeUser = ({ cron: { user }, standstill, series }: UserFacts): CheckFinding => {
  if (user.isRoot) {
    return finding({ status: 'ok', summary: "The queue runner runs as Odoo's own user." });
  }
  if (user.account === 'not-permitted') {
    const summary = 'The queue runner runs as a user whom this database role may not look up.';
    return finding({ status: 'unknown', summary });
  }
  if (user.account === 'active') {
    return finding({ status: 'ok', summary: `The queue runner runs as ${user.login ?? 'an active user'}.` });
  }
  const { cost, ...counted } = standstill;
  return finding({
    ...counted,
    status: 'fail',
    summary: `The queue runner runs as ${user.login ?? `user ${user.id}`}, who is archived, so every run fails${cost}.`,
    detail: `Odoo ${series} runs no scheduled action as an archived user. It belongs to OdooBot again or to an active user: ${cronPathIn(series)} → Scheduler User; people are under ${menuPath(series, 'users')}.`,
    remedies: [offer(activate)],
  });
};

import { expect, test } from 'vitest';
import type { Cron } from '../../../source/domain/odoo/cron.ts';
import type { OdooSeries } from '../../../source/domain/odoo/odoo-series.ts';
import { changesToStart } from '../../../source/remedies/scheduled-action/start-action.ts';

const cron: Cron = {
  id: 3,
  name: 'Email Queue',
  code: null,
  active: false,
  interval: { number: 1, type: 'hours' },
  nextCall: null,
  lastCall: null,
  priority: 5,
  callsLeft: -1,
  failureCount: undefined,
  firstFailureAt: undefined,
  changedAt: null,
  user: { id: 6, login: 'ann', account: 'active', isRoot: false },
};
const archived = { ...cron.user, account: 'archived' } as const;

test.each<[string, OdooSeries, Partial<Cron>, Readonly<Record<string, string>>]>([
  ['is switched on', 18, {}, { active: 'true' }],
  ['gets calls without end where it had none left', 16, { callsLeft: 0 }, { active: 'true', numbercall: '-1' }],
  ['is Odoo’s own where its user was archived', 19, { user: archived }, { active: 'true', user_id: '1' }],
  ['… and had no calls left', 19, { user: archived, callsLeft: 0 }, { active: 'true', numbercall: '-1', user_id: '1' }],
  ['keeps an archived user where that stops nothing', 14, { user: archived }, { active: 'true' }],
])('a scheduled action that is to run %s', (_, series, given, after) => {
  expect(changesToStart({ ...cron, ...given }, series)).toEqual(after);
});

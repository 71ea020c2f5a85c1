import type { Cron } from '../../source/domain/odoo/cron.ts';

/** The scheduled action that empties the queue, as Odoo installs it, with what a test says of it. */
export const cronWith = (parts: Partial<Cron> = {}): Cron => ({
  id: 3,
  name: null,
  code: null,
  active: true,
  interval: { number: 1, type: 'hours' },
  nextCall: null,
  lastCall: null,
  priority: null,
  callsLeft: undefined,
  failureCount: 0,
  firstFailureAt: null,
  changedAt: null,
  user: { id: 1, login: '__system__', account: 'archived', isRoot: true },
  ...parts,
});

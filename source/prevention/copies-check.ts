import { isCopy } from '../checks/measure/copy.ts';
import { finding } from '../domain/finding/finding.ts';
import { judgeCopies } from './judge-copies.ts';
import type { PrecautionCheck } from './precaution.ts';

/** Whether a copy of this database could send. Cost: a connection to each database of the cluster. */
export const copiesCheck: PrecautionCheck = {
  id: 'prevention.copies',
  title: 'No copy that sends',
  owner: 'odoo',
  run: async (context) => {
    if (await isCopy(context)) {
      const summary = 'This database is a neutralized copy itself.';
      return [finding({ status: 'skipped', summary })];
    }
    const { copies, unread } = await context.readCopies();
    return [finding({ ...judgeCopies(copies, unread) })];
  },
};

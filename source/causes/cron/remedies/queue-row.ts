import type { CheckContext } from '../../../checks/context.ts';
import { isCopy } from '../../../checks/measure/copy.ts';
import { UserError } from '../../../domain/errors.ts';
import type { Cron } from '../../../domain/odoo/cron.ts';
import { findQueueCron } from '../find-queue-cron.ts';

/**
 * The queue's row for a remedy.
 * @throws UserError on a neutralized copy, and where the row is gone.
 */
export const requireQueueCron = async (context: CheckContext): Promise<Cron> => {
  if (await isCopy(context)) {
    throw new UserError('This is a neutralized copy: it must not send, so its queue is not started.');
  }
  const cron = await findQueueCron(context);
  if (cron === undefined) {
    throw new UserError(
      'The scheduled action of the queue was deleted, so there is nothing to mend.',
      `odoo-bin -u mail -d ${context.odoo.database} --stop-after-init creates it again.`,
    );
  }
  return cron.value;
};

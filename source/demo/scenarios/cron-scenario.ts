import { before } from '../database/content/moments.ts';
import { addWaitingMails } from '../database/content/seeded-queue.ts';
import type { Scenario } from '../scenario.ts';
import { switchQueueOff } from './faults/queue-faults.ts';

export const cronScenario: Scenario = {
  id: 'cron',
  title: 'The queue runner is switched off',
  story: 'Single mails still leave at once, but this morning’s batch of invoices has been waiting for hours.',
  queueRunner: 'alive',
  async infect(context) {
    const since = before(context.now, { hours: 2, minutes: 52 });
    await addWaitingMails(context, 1199, since);
    await switchQueueOff(context, since);
  },
};

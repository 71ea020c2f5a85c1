import { before } from '../database/content/moments.ts';
import type { Scenario } from '../scenario.ts';
import { rewriteMailsSince, writeMails } from './faults/mails-faults.ts';
import { runQueueLast } from './faults/queue-faults.ts';
import { dateInterruptions, hangUpOnMessages, interruptOldest } from './faults/stuck-faults.ts';

/** The relay hangs up in the middle of a mail, which ends the run: one mail an hour is spoilt, the others never get their turn. */
export const stuckScenario: Scenario = {
  id: 'stuck',
  title: 'Every run breaks off at its first mail',
  story: 'The queue runs each hour and logs in without trouble, yet mails from six hours ago still wait.',
  queueRunner: 'alive',
  async infect(context) {
    const { now, series } = context;
    const runs = 7;
    const lastRun = before(now, { minutes: 10 });
    const since = before(lastRun, { hours: runs - 1, minutes: 30 });
    const mails = writeMails(287, { from: since, to: before(now, { minutes: 1 }) }, { state: 'outgoing' });
    await hangUpOnMessages(context);
    await rewriteMailsSince(context, since, interruptOldest(mails, runs, series));
    await dateInterruptions(context, before(lastRun, { hours: runs - 1 }));
    await runQueueLast(context, lastRun);
  },
};

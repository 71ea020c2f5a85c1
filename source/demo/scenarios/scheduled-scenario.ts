import { before } from '../database/content/moments.ts';
import type { Scenario } from '../scenario.ts';
import { rewriteMailsSince, sinceLastRun, writeMails } from './faults/mails-faults.ts';
import { runQueueLast } from './faults/queue-faults.ts';
import { holdMailsBack, postponeMessages, scheduleNotifications } from './faults/scheduled-faults.ts';

export const scheduledScenario: Scenario = {
  id: 'scheduled',
  title: 'Mails that are meant to wait',
  story: 'Nothing is wrong, but somebody asks why so many mails are still in the queue.',
  queueRunner: 'alive',
  async infect(context) {
    const { now, series } = context;
    const since = before(now, { hours: 1 });
    const lastRun = before(now, { minutes: 10 });
    // A large batch waits for the next hourly run; 19.0 takes two, at a thousand mails a run (odoo/odoo pull request 282892).
    const batch = series === 19 ? 1_400 : 140;
    await rewriteMailsSince(context, since, [
      ...writeMails(25, { from: since, to: lastRun }, { state: 'sent' }),
      ...writeMails(48, { from: since, to: lastRun }, { state: 'outgoing' }),
      ...writeMails(batch, sinceLastRun(now), { state: 'outgoing' }),
    ]);
    await holdMailsBack(context, lastRun);
    await scheduleNotifications(context, 12);
    await postponeMessages(context, 5);
    await runQueueLast(context, lastRun);
  },
};

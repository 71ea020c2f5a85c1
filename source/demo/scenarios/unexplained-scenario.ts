import { before } from '../database/content/moments.ts';
import type { Scenario } from '../scenario.ts';
import { rewriteMailsSince, sinceLastRun, writeMails } from './faults/mails-faults.ts';
import { runQueueLast } from './faults/queue-faults.ts';
import { crashWhileComposing } from './faults/unexplained-faults.ts';

export const unexplainedScenario: Scenario = {
  id: 'unexplained',
  title: 'A customised module breaks some mails',
  story: 'Since a module was changed this morning some mails fail with a Python error, the others leave.',
  queueRunner: 'alive',
  async infect(context) {
    const { now, series } = context;
    const since = before(now, { hours: 5 });
    const lastRun = before(now, { minutes: 10 });
    await rewriteMailsSince(context, since, [
      ...writeMails(120, { from: since, to: lastRun }, { state: 'sent' }),
      ...crashWhileComposing(30, { from: before(now, { hours: 2 }), to: lastRun }, series),
      ...writeMails(5, sinceLastRun(now), { state: 'outgoing' }),
    ]);
    await runQueueLast(context, lastRun);
  },
};

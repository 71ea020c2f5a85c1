import { before } from '../database/content/moments.ts';
import type { Scenario } from '../scenario.ts';
import { rewriteMailsSince, sinceLastRun, writeMails } from './faults/mails-faults.ts';
import { archiveServers, failWithoutServer, nameArchivedServer } from './faults/no-server-faults.ts';
import { runQueueLast } from './faults/queue-faults.ts';

export const noServerScenario: Scenario = {
  id: 'no-server',
  title: 'No outgoing mail server is left',
  story: 'Somebody tidied up the settings this morning, and every mail since then has failed.',
  queueRunner: 'alive',
  async infect(context) {
    const since = before(context.now, { hours: 3, minutes: 40 });
    const lastRun = before(context.now, { minutes: 10 });
    await archiveServers(context, since);
    await rewriteMailsSince(context, since, [
      ...writeMails(176, { from: since, to: lastRun }, { state: 'outgoing' }).map(failWithoutServer(context.series)),
      ...writeMails(5, sinceLastRun(context.now), { state: 'outgoing' }),
    ]);
    await nameArchivedServer(context);
    await runQueueLast(context, lastRun);
  },
};

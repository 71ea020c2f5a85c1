import { before } from '../database/content/moments.ts';
import type { Scenario } from '../scenario.ts';
import { rewriteMailsSince, sinceLastRun, writeMails } from './faults/mails-faults.ts';
import { runQueueLast } from './faults/queue-faults.ts';
import { bounceRefused, nameMailsInBounceAddress } from './faults/sender-faults.ts';
import { sendThrough } from './faults/servers-faults.ts';

export const senderScenario: Scenario = {
  id: 'sender',
  title: 'The relay takes no sender but the login',
  story: 'Since the relay got new rules this morning it refuses every mail, although Odoo logs in without trouble.',
  queueRunner: 'alive',
  async infect(context) {
    const since = before(context.now, { hours: 4, minutes: 25 });
    const lastRun = before(context.now, { minutes: 10 });
    const failure = bounceRefused(context.series);
    await sendThrough(context, 'sender-refused');
    await rewriteMailsSince(context, since, [
      ...writeMails(231, { from: since, to: lastRun }, { state: 'exception', failure }),
      ...writeMails(5, sinceLastRun(context.now), { state: 'outgoing' }),
    ]);
    await nameMailsInBounceAddress(context);
    await runQueueLast(context, lastRun);
  },
};

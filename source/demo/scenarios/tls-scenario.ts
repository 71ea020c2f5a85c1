import { before } from '../database/content/moments.ts';
import type { Scenario } from '../scenario.ts';
import { rewriteMailsSince, sinceLastRun, writeMails } from './faults/mails-faults.ts';
import { runQueueLast } from './faults/queue-faults.ts';
import { breakHandshake, handshakeFailure } from './faults/tls-faults.ts';

export const tlsScenario: Scenario = {
  id: 'tls',
  title: 'Odoo and the relay do not agree on encryption',
  story: 'Host, port and password are right, but since this morning every mail fails with an SSL error.',
  queueRunner: 'alive',
  async infect(context) {
    const since = before(context.now, { hours: 3, minutes: 15 });
    const lastRun = before(context.now, { minutes: 10 });
    const failure = handshakeFailure(context.series);
    await breakHandshake(context, since);
    await rewriteMailsSince(context, since, [
      ...writeMails(158, { from: since, to: lastRun }, { state: 'exception', failure }),
      ...writeMails(5, sinceLastRun(context.now), { state: 'outgoing' }),
    ]);
    await runQueueLast(context, lastRun);
  },
};

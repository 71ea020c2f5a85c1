import { before } from '../database/content/moments.ts';
import type { Scenario } from '../scenario.ts';
import { gmailLimit, gmailZones, sendThroughGmail, usedUp } from './faults/gmail-faults.ts';
import { rewriteMailsSince, sinceLastRun, writeMails } from './faults/mails-faults.ts';
import { runQueueLast } from './faults/queue-faults.ts';

/** With a message for each recipient these come to the 2 000 that Google Workspace sends in a day. */
const sentToday = 1_860;

export const rateLimitScenario: Scenario = {
  id: 'rate-limit',
  title: 'Gmail has sent enough for today',
  story: 'Two hours ago mails began to fail, and the month’s 4 800 account statements have only just been queued.',
  queueRunner: 'alive',
  zones: gmailZones,
  async infect(context) {
    const { now, series } = context;
    const yesterday = before(now, { hours: 24 });
    const exhausted = before(now, { hours: 2 });
    const lastRun = before(now, { minutes: 10 });
    await sendThroughGmail(context, usedUp);
    await rewriteMailsSince(context, yesterday, [
      ...writeMails(310, { from: yesterday, to: before(now, { hours: 9 }) }, { state: 'sent' }),
      ...writeMails(sentToday - 310, { from: before(now, { hours: 9 }), to: exhausted }, { state: 'sent' }),
      ...writeMails(214, { from: exhausted, to: lastRun }, { state: 'exception', failure: gmailLimit(series) }),
      ...writeMails(4_800, sinceLastRun(now), { state: 'outgoing' }),
    ]);
    await runQueueLast(context, lastRun);
  },
};

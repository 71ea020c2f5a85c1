import { before } from '../database/content/moments.ts';
import type { Scenario } from '../scenario.ts';
import { spoilAddresses } from './faults/bad-addresses-faults.ts';
import {
  dropUnaddressedMails,
  failToBadAddresses,
  failToUnknownPeople,
  waitForBadAddresses,
} from './faults/bad-recipients-faults.ts';
import { putUnknownPeopleInCopy } from './faults/copies-faults.ts';
import { rewriteMailsSince, sinceLastRun, writeMails } from './faults/mails-faults.ts';
import { runQueueLast } from './faults/queue-faults.ts';
import { sendThrough } from './faults/servers-faults.ts';

export const recipientsScenario: Scenario = {
  id: 'recipients',
  title: 'Addresses that lead nowhere',
  story: 'Most mails arrive, but the same few customers say every time that they got nothing.',
  queueRunner: 'alive',
  async infect(context) {
    const { now, series } = context;
    const since = before(now, { hours: 5 });
    const lastRun = before(now, { minutes: 10 });
    const day = { from: since, to: lastRun };
    await spoilAddresses(context);
    await sendThrough(context, 'recipient-unknown');
    await rewriteMailsSince(context, since, [
      ...writeMails(120, day, { state: 'sent' }),
      ...failToUnknownPeople(series, day),
      ...failToBadAddresses(series, day),
      ...waitForBadAddresses(sinceLastRun(now)),
    ]);
    await putUnknownPeopleInCopy(context);
    await dropUnaddressedMails(context);
    await runQueueLast(context, lastRun);
  },
};

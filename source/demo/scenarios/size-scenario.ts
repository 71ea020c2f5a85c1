import { before } from '../database/content/moments.ts';
import type { Scenario } from '../scenario.ts';
import { rewriteMailsSince, sinceLastRun, writeMails } from './faults/mails-faults.ts';
import { runQueueLast } from './faults/queue-faults.ts';
import { nameMailsInBounceAddress } from './faults/sender-faults.ts';
import { sendThrough } from './faults/servers-faults.ts';
import {
  fillAttachments,
  loseAttachmentFile,
  refuseForSize,
  writeLargeMails,
  writeMailWithLostFile,
} from './faults/size-faults.ts';

export const sizeScenario: Scenario = {
  id: 'size',
  title: 'Attachments larger than the relay takes',
  story: 'Plain mails arrive, but offers with drawings come back: the relay takes one megabyte.',
  queueRunner: 'alive',
  async infect(context) {
    const { now } = context;
    const since = before(now, { hours: 5 });
    const lastRun = before(now, { minutes: 10 });
    const day = { from: since, to: lastRun };
    await sendThrough(context, 'too-large');
    await rewriteMailsSince(context, since, [
      ...writeMails(120, day, { state: 'sent' }),
      ...refuseForSize(context.series, day),
      ...writeLargeMails(3, sinceLastRun(now), { state: 'outgoing' }),
      ...writeMailWithLostFile(sinceLastRun(now)),
      ...writeMails(5, sinceLastRun(now), { state: 'outgoing' }),
    ]);
    await nameMailsInBounceAddress(context);
    await fillAttachments(context);
    await loseAttachmentFile(context);
    await runQueueLast(context, lastRun);
  },
};

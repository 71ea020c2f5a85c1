import { gmailRefusal } from '../database/content/gmail.ts';
import { before } from '../database/content/moments.ts';
import { addFailedMails, addFreshMails } from '../database/content/queue.ts';
import type { Scenario } from '../scenario.ts';
import { forgetMailsSince, sendThroughGmail } from './faults.ts';

export const credentials: Scenario = {
  id: 'credentials',
  title: 'Gmail refuses the password',
  story: 'Since somebody changed a password three hours ago, every mail fails.',
  queueRunner: 'alive',
  async infect(context) {
    const since = before(context.now, { hours: 3 });
    await sendThroughGmail(context);
    await forgetMailsSince(context, since);
    await addFailedMails(context, 312, since, before(context.now, { minutes: 10 }), gmailRefusal(context.series));
    await addFreshMails(context);
  },
};

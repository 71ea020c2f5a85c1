import { before } from '../database/content/moments.ts';
import { addFailedMails, addFreshMails } from '../database/content/seeded-queue.ts';
import { mainServerId } from '../database/content/seeded-servers.ts';
import type { Scenario } from '../scenario.ts';
import { colleague, stampRecord } from './faults/change-faults.ts';
import { gmailRefusal, gmailZones, lockedOut, sendThroughGmail } from './faults/gmail-faults.ts';
import { forgetMailsSince } from './faults/queue-faults.ts';

export const credentialsScenario: Scenario = {
  id: 'credentials',
  title: 'Gmail refuses the password',
  story: 'Since somebody changed a password three hours ago, every mail fails.',
  queueRunner: 'alive',
  zones: gmailZones,
  async infect(context) {
    const since = before(context.now, { hours: 3 });
    await sendThroughGmail(context, lockedOut);
    const main = { table: 'ir_mail_server', where: `id = ${mainServerId}` };
    await stampRecord(context, { ...main, by: colleague, at: before(since, { minutes: 3 }) });
    await forgetMailsSince(context, since);
    await addFailedMails(context, 312, since, before(context.now, { minutes: 10 }), gmailRefusal(context.series));
    await addFreshMails(context);
  },
};

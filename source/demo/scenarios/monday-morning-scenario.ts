import { before } from '../database/content/moments.ts';
import { addFailedMails, addWaitingMails } from '../database/content/seeded-queue.ts';
import { mainServerId } from '../database/content/seeded-servers.ts';
import type { Scenario } from '../scenario.ts';
import { administrator, colleague, stampRecord } from './faults/change-faults.ts';
import { gmailRefusal, gmailZones, lockedOut, sendThroughGmail } from './faults/gmail-faults.ts';
import { loseRecipients } from './faults/lost-recipients-faults.ts';
import { forgetMailsSince, switchQueueOff } from './faults/queue-faults.ts';

/** Gmail's password was entered anew and wrongly, then somebody switched the failing queue off; people who cannot be reached wait behind that. */
export const mondayMorning: Scenario = {
  id: 'monday-morning',
  title: 'Monday morning',
  story: 'Nothing has left since the early morning, customers are on the phone, and several things are wrong at once.',
  queueRunner: 'alive',
  zones: gmailZones,
  async infect(context) {
    const refusedSince = before(context.now, { hours: 6, minutes: 3 });
    const offSince = before(context.now, { hours: 2, minutes: 52 });
    await sendThroughGmail(context, lockedOut);
    const main = { table: 'ir_mail_server', where: `id = ${mainServerId}` };
    await stampRecord(context, { ...main, by: colleague, at: before(refusedSince, { minutes: 5 }) });
    const upgraded = { table: 'ir_module_module', where: `name = 'base_setup'` };
    await stampRecord(context, { ...upgraded, by: administrator, at: before(refusedSince, { hours: 12 }) });
    const freeze = { table: 'ir_config_parameter', where: `key = 'web.base.url'` };
    await stampRecord(context, { ...freeze, by: administrator, at: before(refusedSince, { hours: 39 }) });
    await forgetMailsSince(context, refusedSince);
    await loseRecipients(context, 14, refusedSince);
    await addFailedMails(context, 298, refusedSince, offSince, gmailRefusal(context.series));
    await addWaitingMails(context, 1204, offSince);
    await switchQueueOff(context, offSince);
  },
};

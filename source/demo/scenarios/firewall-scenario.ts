import { before } from '../database/content/moments.ts';
import { timedOut } from '../database/content/seeded-failures.ts';
import { addFailedMails, addFreshMails } from '../database/content/seeded-queue.ts';
import { mainServerId } from '../database/content/seeded-servers.ts';
import type { Scenario } from '../scenario.ts';
import { forgetMailsSince } from './faults/queue-faults.ts';

export const firewallScenario: Scenario = {
  id: 'firewall',
  title: 'The port to the mail server is blocked',
  story: 'After last night’s move to another host every mail fails after a minute of silence.',
  queueRunner: 'alive',
  referenceRelays: 'silent',
  async infect(context) {
    const since = before(context.now, { hours: 2, minutes: 20 });
    await context.sql.query('update ir_mail_server set smtp_port = $1 where id = $2', [
      context.addresses.smtpPort('silent'),
      mainServerId,
    ]);
    await forgetMailsSince(context, since);
    await addFailedMails(context, 187, since, before(context.now, { minutes: 10 }), timedOut(context.series));
    await addFreshMails(context);
  },
};

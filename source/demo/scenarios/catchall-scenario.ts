import { before } from '../database/content/moments.ts';
import type { Scenario } from '../scenario.ts';
import { loseCatchallDomain } from './faults/catchall-faults.ts';

export const catchallScenario: Scenario = {
  id: 'catchall',
  title: 'Answers do not come back to Odoo',
  story: 'Mails arrive, but for three days every customer’s answer has gone to an employee’s own mailbox.',
  queueRunner: 'alive',
  async infect(context) {
    await loseCatchallDomain(context, before(context.now, { hours: 72 }));
  },
};

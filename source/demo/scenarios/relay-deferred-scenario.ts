import type { Scenario } from '../scenario.ts';
import { holdMailBack } from './faults/relay-faults.ts';

export const relayDeferredScenario: Scenario = {
  id: 'relay-deferred',
  title: 'The mail server takes mails and does not deliver them',
  story: 'In Odoo every mail is sent, and since this morning no customer has got one.',
  queueRunner: 'alive',
  async infect() {
    // Odoo knows nothing of it.
  },
  machine: ({ sql }) => holdMailBack({ sql, count: 40 }),
};

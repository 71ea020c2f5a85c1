import { before } from '../database/content/moments.ts';
import type { Scenario } from '../scenario.ts';
import { bounceMailsSince } from './faults/bounce-faults.ts';

export const bouncesScenario: Scenario = {
  id: 'bounces',
  title: 'More and more mails come back',
  story: 'Odoo sends, but for two days every third mail has come back from the customers’ servers.',
  queueRunner: 'alive',
  async infect(context) {
    await bounceMailsSince(context, before(context.now, { hours: 60 }), 3);
  },
};

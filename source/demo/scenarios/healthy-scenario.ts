import type { Scenario } from '../scenario.ts';

export const healthy: Scenario = {
  id: 'healthy',
  title: 'All well',
  story: 'Mails leave within the hour, nobody has called.',
  queueRunner: 'alive',
  async infect() {
    // The database is made healthy.
  },
};

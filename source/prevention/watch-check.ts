import { finding } from '../domain/finding/finding.ts';
import { judgeWatch } from './judge-watch.ts';
import type { PrecautionCheck } from './precaution.ts';

/** Whether a monitor is alive. */
export const watchCheck: PrecautionCheck = {
  id: 'prevention.monitor',
  title: 'Somebody is told when mail stops',
  owner: 'host',
  run: async ({ readWatch, now }) => [finding({ ...judgeWatch(await readWatch(), now()) })],
};

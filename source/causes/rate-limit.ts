import type { Cause } from './cause.ts';
import { backlogCheck } from './rate-limit/backlog.ts';
import { liveCheck } from './rate-limit/live.ts';
import { personalCheck } from './rate-limit/personal.ts';
import { refusalsCheck } from './rate-limit/refusals.ts';
import { volumeCheck } from './rate-limit/volume.ts';

export const rateLimit: Cause = {
  id: 'rate-limit',
  title: 'Sending limits',
  question: 'Has the provider let us send as much as it allows?',
  checks: [refusalsCheck, volumeCheck, backlogCheck, liveCheck, personalCheck],
  remedies: [],
};

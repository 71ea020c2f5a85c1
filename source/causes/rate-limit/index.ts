import type { Cause } from '../../checks/cause.ts';
import { backlogCheck } from './backlog-check.ts';
import { limitBatch } from './limit-batch-remedy.ts';
import { liveCheck } from './live-refusals-check.ts';
import { moveShare } from './move-share-remedy.ts';
import { paceQueue } from './pace-queue-remedy.ts';
import { personalCheck } from './personal-server-check.ts';
import { refusalsCheck } from './rate-refusals-check.ts';
import { volumeCheck } from './volume-check.ts';

export const rateLimitCause: Cause = {
  id: 'rate-limit',
  title: 'Sending limits',
  question: 'Has the provider let us send as much as it allows?',
  checks: [refusalsCheck, volumeCheck, backlogCheck, liveCheck, personalCheck],
  remedies: [paceQueue, moveShare, limitBatch],
};
